import { isLongEnough } from '../../shared/people/account.ts';
import type { Fault } from '../../shared/wire/problem.ts';
import { SIGN_IN_WORDS } from '../../shared/words/sign-in.ts';
import { COMMON_WORDS } from './common-words.ts';

/** What a guesser knows of whose password it is: names of the person, their address, the practice and its places. */
export type KnownWords = readonly string[];

/** Different characters that must be left when all that is easy to guess is taken away. */
const OWN_CHARACTERS_MIN = 6;
/** There are so few digits, and so many of them are dates and telephone numbers. */
const DIGIT_COUNTS = 0.5;
const WORD_MIN = 3;
const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const RUNS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const RUN_MIN = 3;

/**
 * What is wrong with a new password. Long is good, and no kind of character is asked for; but a password that is put
 * together from what everybody knows is found by trying.
 */
export function faultsOfPassword(password: string, known: KnownWords): Fault[] {
  const path = '/password';
  if (!isLongEnough(password)) return [{ path, message: SIGN_IN_WORDS.passwordShort }];
  const words = [...COMMON_WORDS, ...known.flatMap(toWords)].filter((word) => word.length >= WORD_MIN);
  return isEasy(password, words) ? [{ path, message: SIGN_IN_WORDS.passwordCommon }] : [];
}

function toWords(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
}

/** Read as it is typed, and with digits as the letters they stand for. */
function isEasy(password: string, words: readonly string[]): boolean {
  const typed = password.normalize('NFKC').toLowerCase();
  const read = typed.replace(/[0134578@$!]/g, (character) => LOOKALIKES[character] ?? character);
  return [typed, read].some((text) => ownCharacters(text, words) < OWN_CHARACTERS_MIN);
}

/** How many different characters remain without common words, years, runs and repeats. */
function ownCharacters(text: string, words: readonly string[]): number {
  const byLength = words.toSorted((a, b) => b.length - a.length);
  let rest = text;
  for (const word of byLength) rest = rest.replaceAll(word, ' ');
  rest = rest.replace(/(?:19|20)\d\d/g, ' ');
  for (const run of runs()) rest = rest.replaceAll(run, ' ');
  let count = 0;
  for (const character of new Set(rest.replace(/\s/g, ''))) count += /\d/.test(character) ? DIGIT_COUNTS : 1;
  return count;
}

/** Every piece of a row of the keyboard or the alphabet, both ways, longest first. */
function runs(): string[] {
  const pieces: string[] = [];
  for (const row of RUNS.flatMap((row) => [row, [...row].reverse().join('')])) {
    for (let from = 0; from + RUN_MIN <= row.length; from += 1) {
      for (let to = row.length; to >= from + RUN_MIN; to -= 1) pieces.push(row.slice(from, to));
    }
  }
  return pieces.toSorted((a, b) => b.length - a.length);
}
