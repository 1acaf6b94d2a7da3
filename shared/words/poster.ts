import type { Instant } from '../practice/instant.ts';
import { formatDay, formatSince, formatTime } from './times.ts';

/** What stands on a poster for the door, beside what the surgery's page says. */
export const POSTER = {
  how: 'This page is made for one sheet of A4 paper. Print it from your browser’s menu.',
  again: 'Get the newest before you print',
  back: 'Back to the surgery’s page',
  newest: 'What is true now',
  scan: 'Point your phone’s camera at the square, or go to:',
  works: 'What works at this surgery',
  reach: 'How to reach us',
  toBeSure: 'Phone the surgery to be sure.',
} as const;

/** "Poster for Clayton Surgery". */
export function posterName(surgery: string): string {
  return `Poster for ${surgery}`;
}

/** "Printed at 5:30pm on Tuesday 31 December 2019. This may have changed." */
export function printedLine(now: Instant, zone: string): string {
  return `Printed at ${formatTime(now, zone)} on ${formatDay(now, zone)}. This may have changed.`;
}

/** Stands on a poster that is printed while nobody can check it. */
export function uncheckedLine(checkedAt: Instant, now: Instant, zone: string): string {
  return `We could not check this since ${formatSince(checkedAt, now, zone)}. ${POSTER.toBeSure}`;
}
