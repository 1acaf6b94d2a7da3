import { SERVICES, type Service } from '../facts/fact.ts';
import { editDistance } from './edit-distance.ts';
import { findBranch, type NamedBranch } from './find-branch.ts';
import { readCounts } from './read-counts.ts';
import {
  ANY_SERVICE,
  CODE_WORDS,
  DOUBT_WORDS,
  DOWN_PHRASES,
  FILLERS,
  GP_WORDS,
  HELP_WORDS,
  isKnown,
  NOT_MISSPELT,
  SERVICE_WORDS,
  SPELT,
  UP_PHRASES,
} from './vocabulary.ts';
import { wordsOf } from './words-of.ts';

/** Why nothing is done about a text. */
export type Misunderstanding =
  | 'empty'
  | 'too-long'
  | 'question'
  | 'doubt'
  | 'up-and-down'
  | 'two-things'
  | 'no-verb'
  | 'unknown-words'
  | 'which-branch'
  | 'no-branch'
  | 'absent-counts'
  | 'more-than-expected'
  | 'bad-counts';

export interface NotUnderstood {
  readonly kind: 'not-understood';
  readonly why: Misunderstanding;
  /** Slugs that may have been meant; the one that was named, when it is sure. */
  readonly branches: readonly string[];
}

/** What somebody means by a text message. */
export type TextMeaning =
  | { readonly kind: 'help' }
  | { readonly kind: 'code'; readonly code: string }
  | {
      readonly kind: 'it';
      readonly branch: string;
      readonly state: 'down' | 'working';
      readonly services: readonly Service[];
      /** The code that came with it, if one did. */
      readonly code: string | null;
    }
  | { readonly kind: 'gps'; readonly branch: string; readonly available: number; readonly expected: number }
  | NotUnderstood;

export interface TextSetting {
  /** All branches of the practice. */
  readonly branches: readonly NamedBranch[];
  /** Slugs that the sender answers for as lead; with just one they may leave the name out. */
  readonly own: readonly string[];
}

const WORDS_MOST = 40;

function notUnderstood(why: Misunderstanding, branches: readonly string[] = []): NotUnderstood {
  return { kind: 'not-understood', why, branches };
}

/** A word that is one letter from just one word of ours is that word. */
function spellRight(word: string): string {
  if (isKnown(word) || NOT_MISSPELT.has(word) || word.length < 3) return word;
  const near = SPELT.filter((known) => editDistance(word, known, 1) <= 1);
  const meanings = new Set(near.map((known) => SERVICE_WORDS[known] ?? known));
  return meanings.size === 1 ? (near[0] ?? word) : word;
}

/** The six digits of a code, also as "482 193", and the words without it. */
function takeCode(words: readonly string[]): { readonly code: string | null; readonly rest: readonly string[] } {
  const at = words.findIndex((word, index) => /^\d{6}$/.test(word) || isHalfCode(word, words[index + 1]));
  if (at === -1) return { code: null, rest: words };
  const whole = words[at] ?? '';
  const halves = whole.length === 3;
  const code = halves ? `${whole}${words[at + 1]}` : whole;
  return { code, rest: [...words.slice(0, at), ...words.slice(at + (halves ? 2 : 1))] };
}

function isHalfCode(word: string, next: string | undefined): boolean {
  return /^\d{3}$/.test(word) && /^\d{3}$/.test(next ?? '');
}

interface Verbs {
  readonly down: boolean;
  readonly up: boolean;
  readonly services: readonly Service[];
  readonly left: readonly string[];
}

/** Takes phrases out, the longest first; each leaves a bar, so that no phrase is made of what stood apart. */
function takePhrases(text: string, phrases: readonly string[]): { readonly found: boolean; readonly text: string } {
  let rest = text;
  for (const phrase of phrases.toSorted((a, b) => b.length - a.length)) {
    rest = rest.replaceAll(new RegExp(`(?<= )${phrase}(?= )`, 'g'), phrase.includes(ANY_SERVICE) ? '| #' : '|');
  }
  return { found: rest !== text, text: rest };
}

function readVerbs(words: readonly string[]): Verbs {
  const services = new Set(words.flatMap((word) => SERVICE_WORDS[word] ?? []));
  const marked = words
    .filter((word) => !FILLERS.has(word) && !HELP_WORDS.has(word))
    .map((word) => (word in SERVICE_WORDS ? ANY_SERVICE : word));
  const down = takePhrases(` ${marked.join(' ')} `, DOWN_PHRASES);
  const up = takePhrases(down.text, UP_PHRASES);
  return {
    down: down.found,
    up: up.found,
    services: SERVICES.filter((service) => services.has(service)),
    left: up.text.split(' ').filter((word) => word !== '' && word !== '|' && word !== ANY_SERVICE),
  };
}

function readIt(words: readonly string[], code: string | null, branch: string): TextMeaning {
  const { down, up, services, left } = readVerbs(words);
  if (left.some((word) => DOUBT_WORDS.has(word))) return notUnderstood('doubt', [branch]);
  if (down && up) return notUnderstood('up-and-down', [branch]);
  if (left.length > 0) return notUnderstood(down || up ? 'unknown-words' : 'no-verb', [branch]);
  if (!down && !up) return notUnderstood('no-verb', [branch]);
  if (down && code !== null) return notUnderstood('two-things', [branch]);
  const state = down ? 'down' : 'working';
  return { kind: 'it', branch, state, services: services.length === 0 ? ['internet'] : services, code };
}

function readGps(words: readonly string[], code: string | null, branch: string): TextMeaning {
  if (words.some((word) => DOUBT_WORDS.has(word))) return notUnderstood('doubt', [branch]);
  if (code !== null || words.some((word) => word in SERVICE_WORDS)) return notUnderstood('two-things', [branch]);
  const counts = readCounts(words);
  if (counts.kind === 'no-counts') return notUnderstood(counts.why, [branch]);
  return { kind: 'gps', branch, available: counts.available, expected: counts.expected };
}

function isOnly(words: readonly string[], ...kinds: readonly ReadonlySet<string>[]): boolean {
  return words.every((word) => FILLERS.has(word) || kinds.some((kind) => kind.has(word)));
}

/**
 * What a text message means. It acts on nothing that it did not understand to the last word: a text that was half
 * understood may say the opposite.
 */
export function parseText(message: string, { branches, own }: TextSetting): TextMeaning {
  const words = wordsOf(message);
  if (words.length > WORDS_MOST) return notUnderstood('too-long');
  const asks = words.includes('?');
  const told = words.filter((word) => word !== '?');
  if (told.length === 0) return asks ? { kind: 'help' } : notUnderstood('empty');

  const found = findBranch(told, branches);
  if (found.kind === 'several') return notUnderstood('which-branch', found.slugs);
  const unnamed = found.kind === 'none';
  const rest = (unnamed ? told : found.rest).map(spellRight);
  const named = unnamed ? [] : [found.slug];
  if (isOnly(rest, HELP_WORDS) && rest.some((word) => HELP_WORDS.has(word))) return { kind: 'help' };
  if (asks) return notUnderstood('question', named);

  const { code, rest: said } = takeCode(rest);
  if (code !== null && isOnly(said, CODE_WORDS)) return { kind: 'code', code };
  const branch = unnamed ? (own.length === 1 ? own[0] : undefined) : found.slug;
  const read = said.some((word) => GP_WORDS.has(word)) ? readGps : readIt;
  const meaning = read(said, code, branch ?? '');
  if (branch !== undefined) return meaning;
  if (meaning.kind !== 'not-understood') return notUnderstood('no-branch');
  return notUnderstood(meaning.why);
}
