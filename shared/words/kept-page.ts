import type { Instant } from '../practice/instant.ts';
import { formatDay, formatTime } from './times.ts';

/** What a patient's own device shows when our page cannot be reached. */
export const KEPT_PAGE = {
  kept: 'Your device kept this copy, because our live page cannot be reached.',
  careful: 'Things may have changed. Phone your surgery to be sure.',
  again: 'Our page can be reached again. What you see is live.',
  title: 'We cannot reach this page now',
  why: 'Your device may have no internet, or our page may not be working.',
  tryAgain: 'Try again',
  urgent: 'If it is urgent',
  phones: 'Phone numbers of our surgeries',
  copies: 'Pages that your device kept',
  allSurgeries: 'All surgeries',
} as const;

function dayAndTime(instant: Instant, zone: string): string {
  return `${formatTime(instant, zone)} on ${formatDay(instant, zone)}`;
}

/** Stands over a page that a device kept. It names its day: it may be read days later. */
export function notCheckedSince(checkedAt: Instant, zone: string): string {
  return `This page could not be checked since ${dayAndTime(checkedAt, zone)}.`;
}

/** Why a page that was kept is not shown any more. */
export function tooOldToShow(checkedAt: Instant, zone: string): string {
  return `Your device kept a copy from ${formatDay(checkedAt, zone)}. That is too old to show.`;
}

/** How old phone numbers are. */
export function phonesOf(checkedAt: Instant, zone: string): string {
  return `We knew these numbers on ${formatDay(checkedAt, zone)}.`;
}
