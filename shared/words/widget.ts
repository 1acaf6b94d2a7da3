import type { Instant } from '../practice/instant.ts';
import { formatDay, formatSince, formatTime } from './times.ts';

/** What a surgery's status says on the practice's own web site, beside what the board says. */
export const WIDGET = {
  checking: 'Checking…',
  /** Nothing was ever heard: not even the name is known. */
  neverChecked: 'We could not check how this surgery is working. Phone it to be sure.',
  noSurgery: 'There is no surgery of this name.',
  changed: 'Things may have changed. Phone the surgery to be sure.',
  whatToDo: 'What to do now',
  allSurgeries: 'All surgeries',
  more: 'More about this surgery',
  phone: 'Phone',
} as const;

/** "We could not check since 10:42am." */
export function couldNotCheck(checkedAt: Instant, now: Instant, zone: string): string {
  return `We could not check since ${formatSince(checkedAt, now, zone)}.`;
}

/** Stands over bad news that may be over by now. Good news is not repeated. */
export function knewThen(sentence: string): string {
  return `What we knew then: ${sentence}`;
}

/** "Checked at 10:42am on Tuesday 31 December 2019": a picture may be looked at on another day. */
export function checkedWithDay(checkedAt: Instant, zone: string): string {
  return `Checked at ${formatTime(checkedAt, zone)} on ${formatDay(checkedAt, zone)}`;
}
