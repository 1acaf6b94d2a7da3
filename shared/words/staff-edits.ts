import type { Access, AlertState, GpCounts, ServiceState } from '../facts/fact.ts';
import { SERVICES } from '../facts/fact.ts';
import { type Instant, MINUTE } from '../practice/instant.ts';
import type { Clash } from '../wire/report.ts';
import { SERVICE_LABELS } from './staff.ts';
import { capitalise, listOf } from './lists.ts';
import { formatAge } from './times.ts';

/** What staff call the state of a service, in a menu and in sentences. */
export const SERVICE_STATE_NAMES: { readonly [S in ServiceState]: string } = {
  working: 'working',
  degraded: 'partly working',
  down: 'down',
  unknown: 'not known',
};

export const ACCESS_NAMES: { readonly [A in Access]: string } = {
  open: 'open',
  'phone-only': 'phone only',
  closed: 'closed',
};

export const ALERT_NAMES: { readonly [A in AlertState]: string } = {
  GREEN: 'Green',
  AMBER: 'Amber',
  RED: 'Red',
  BLACK: 'Black',
};

/** What an edit in its place says of itself. */
export const EDITS = {
  unsaved: 'Enter saves',
  saving: 'Saving…',
  saved: 'Saved',
  putBack: 'Put back',
  undo: 'Undo',
  retry: 'Try again',
  drop: 'Do not save',
  keepTheirs: 'Keep theirs',
  useMine: 'Use mine',
  noConnection: 'Not saved: no connection.',
  noConnectionMore: 'What you said stays here.',
  notSaved: 'Not saved.',
  overtaken: 'Changed by somebody else while you type.',
  stillSo: 'Still so',
  later: 'Saved, but somebody has said more since then. Theirs is shown.',
} as const;

export const COUNT_FAULT = 'Type a whole number from 0 to 99.';

/** What is wrong with the counts together, after the words of the rule. */
export function countsFault(message: string): string {
  return `You ${message}`;
}

function isCounts(value: unknown): value is GpCounts {
  return typeof value === 'object' && value !== null && 'offSick' in value;
}

function inOf({ expected, offSick, away, locums }: GpCounts): number {
  return expected - offSick - away + locums;
}

/** "4 of 8 in, 3 off sick, 1 away". */
function countsInWords(counts: GpCounts): string {
  const { expected, offSick, away, locums } = counts;
  const more = [
    offSick > 0 ? `${offSick} off sick` : null,
    away > 0 ? `${away} away` : null,
    locums > 0 ? `${locums} ${locums === 1 ? 'locum' : 'locums'}` : null,
  ].filter((part) => part !== null);
  return [`${inOf(counts)} of ${expected} in`, ...more].join(', ');
}

interface FieldWords {
  /** "GPs", "records", "the doors": what was changed. */
  readonly name: string;
  /** A value of it, as short as can be told apart from `other`. */
  readonly say: (value: unknown, other?: unknown) => string;
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? `“${value}”` : 'nothing';
}

function sayCounts(value: unknown, other?: unknown): string {
  if (!isCounts(value)) return 'not known';
  const isTold = isCounts(other) && inOf(other) !== inOf(value) && other.expected === value.expected;
  return isTold ? String(inOf(value)) : countsInWords(value);
}

function wordsOf(field: string): FieldWords {
  const service = SERVICES.find((one) => field === `it.${one}`);
  if (service) {
    return {
      name: SERVICE_LABELS[service].name,
      say: (value) => SERVICE_STATE_NAMES[value as ServiceState] ?? 'not known',
    };
  }
  switch (field) {
    case 'gps':
      return { name: 'GPs', say: sayCounts };
    case 'access':
      return { name: 'the doors', say: (value) => ACCESS_NAMES[value as Access] ?? 'not known' };
    case 'message':
      return { name: 'the message to patients', say: quoted };
    case 'note':
      return { name: 'the note', say: quoted };
    default:
      return { name: 'this branch', say: () => 'still so' };
  }
}

const SMALL_NUMBERS = ['', 'a', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** "just now", "two minutes ago": small numbers as words, as one says them. */
function whenOf(at: Instant, now: Instant): string {
  const age = Math.max(0, now - at);
  if (age < MINUTE) return 'just now';
  return formatAge(age).replace(/^(\d)(?= )/, (digit) => SMALL_NUMBERS[Number(digit)] ?? digit);
}

/** "Sam changed GPs to 5 two minutes ago." `mine` is what this person says of the same. */
export function changedSentence({ field, by, at, was }: Clash, mine: unknown, now: Instant): string {
  const { name, say } = wordsOf(field);
  const who = by ?? 'Somebody';
  if (field === 'confirm') return `${who} said ${whenOf(Date.parse(at), now)} that all is still so.`;
  return `${who} changed ${name} to ${say(was, mine)} ${whenOf(Date.parse(at), now)}.`;
}

/** "Keep 5, or use your 4?" */
export function choiceQuestion({ field, was }: Clash, mine: unknown): string {
  const { say } = wordsOf(field);
  return `Keep ${say(was, mine)}, or use your ${say(mine, was)}?`;
}

/** The words of the two buttons for one field: "Keep 5", "Use 4". Long texts are not repeated. */
export function choiceWords({ field, was }: Clash, mine: unknown): { readonly keep: string; readonly use: string } {
  if (field === 'message' || field === 'note' || field === 'confirm' || mine === undefined) {
    return { keep: EDITS.keepTheirs, use: EDITS.useMine };
  }
  const { say } = wordsOf(field);
  return { keep: `Keep ${say(was, mine)}`, use: `Use ${say(mine, was)}` };
}

export const CHOICE_OF_SEVERAL = 'Keep theirs, or use yours?';

/** Over several branches: nothing was saved, because of these. */
export function bulkClashSentence(total: number, names: readonly string[]): string {
  return `Not saved for any of the ${total} branches: ${listOf(names)} changed meanwhile.`;
}

export function leaveOut(names: readonly string[], rest: number): string {
  if (rest === 0) return EDITS.drop;
  return `Leave ${names.length === 1 ? names[0] : `these ${names.length}`} out, save the other ${rest}`;
}

/** What was said, for the live region: "Clayton: saved." */
export function spokenEdit(
  names: readonly string[],
  what: 'saved' | 'put back' | 'not saved' | 'not saved, changed by somebody else',
): string {
  const where = names.length > 3 ? `${names.length} branches` : listOf(names);
  return `${where}: ${what}.`;
}

/** Names a fault's field: "GPs: …", "Message: …". */
export function faultSentence(path: string, message: string): string {
  const field = path.replace(/^\/report/, '').split('/')[1] ?? '';
  const names: { readonly [field: string]: string } = {
    gps: 'GPs',
    message: 'Message',
    note: 'Note',
    access: 'Doors',
    it: 'IT',
  };
  const name = names[field];
  return name ? `${name} ${message}` : capitalise(message);
}
