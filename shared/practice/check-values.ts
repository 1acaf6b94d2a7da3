import { checkText } from '../facts/check-text.ts';
import type { Fault } from '../wire/problem.ts';

export interface TextRule {
  readonly most: number;
  /** An empty one is missing. */
  readonly needed?: boolean;
}

/** What is wrong with a text that a person typed, once it is trimmed. */
export function faultsOfText(path: string, text: string, { most, needed = false }: TextRule): Fault[] {
  if (text === '') return needed ? [{ path, message: 'is missing.' }] : [];
  const long = text.length > most ? [{ path, message: `must have ${most} or fewer characters.` }] : [];
  return [...long, ...checkText(path, text)];
}

/** What is wrong with a number. */
export function faultsOfNumber(path: string, value: number, least: number, most: number): Fault[] {
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  return [{ path, message: `must be a whole number from ${least} to ${most}.` }];
}

const PHONE_MARKS = /[\s()-]/g;

/** What is wrong with a phone number: patients tap it. */
export function faultsOfPhone(path: string, phone: string, needed: boolean): Fault[] {
  if (phone === '') return needed ? [{ path, message: 'is missing.' }] : [];
  // 10 or 11 digits after the 0, none of them left out: ranges of nine digits are old, but still in use.
  if (/^(?:0|\+44)\d{9,10}$/.test(phone.replace(PHONE_MARKS, ''))) return [];
  return [{ path, message: 'must be a phone number of the United Kingdom, as in 01632 960001.' }];
}

/** What is wrong with a link that patients follow; an empty one is none. */
export function faultsOfUrl(path: string, url: string, most: number): Fault[] {
  const isUrl = /^https:\/\/[^\s/?#@\\]+\.[^\s/?#@\\]+(?:[/?#]\S*)?$/.test(url);
  if (url === '' || (isUrl && url.length <= most && checkText(path, url).length === 0)) return [];
  return [{ path, message: `must be a whole https address of at most ${most} characters, or empty.` }];
}
