import type { Fault } from '../wire/problem.ts';

/** Control characters, half characters (lone surrogates), and marks that turn the reading direction around. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** What is wrong with a typed text; `empty` is what to say of one that holds nothing. */
export function checkText(path: string, text: string | null | undefined, empty = 'must not be empty.'): Fault[] {
  if (text === undefined || text === null) return [];
  const faults: Fault[] = [];
  if (text.trim() === '') faults.push({ path, message: empty });
  if (UNPRINTABLE.test(text.trim())) {
    faults.push({ path, message: 'must be one line of text, without control characters.' });
  }
  return faults;
}
