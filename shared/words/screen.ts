import type { Instant } from '../practice/instant.ts';
import { formatAge, formatDay, formatSince, formatTime } from './times.ts';

/** What a screen in a waiting room says beside what the surgery's page says. */
export const SCREEN = {
  atThisSurgery: 'At this surgery',
  onYourPhone: 'See this page on your phone',
  scan: 'Point your phone’s camera at the square, or go to:',
  live: 'Live',
  askReception: 'Please ask at reception.',
  stopped: 'This screen has stopped. Please ask at reception.',
  pairHeading: 'Connect this waiting room screen',
  pairHow: 'The surgery comes up by itself once somebody has typed it in.',
  pairNoScript: 'This screen needs JavaScript to be connected.',
  goneHeading: 'This screen has no surgery to show',
  gone: 'The surgery it was for is not on our list any more.',
} as const;

/** What the picture of squares is, for those who do not see it. */
export function qrLabel(address: string): string {
  return `QR code for ${address}`;
}

/** "10:42am", "Tuesday 31 December 2019". */
export function screenClock(now: Instant, zone: string): { readonly time: string; readonly day: string } {
  return { time: formatTime(now, zone), day: formatDay(now, zone) };
}

/** "Checked at 10:42am": what a screen says that nothing has proved for a moment. */
export function screenChecked(checkedAt: Instant, now: Instant, zone: string): string {
  return `Checked at ${formatSince(checkedAt, now, zone)}`;
}

/** Stands over what may no longer be true: "This screen could not be checked since 10:35am (7 minutes ago)." */
export function notCheckedLine(checkedAt: Instant, now: Instant, zone: string): string {
  return `This screen could not be checked since ${formatSince(checkedAt, now, zone)} (${formatAge(now - checkedAt)}).`;
}

/** Stands in the place of everything once it is too old to be shown. */
export function unknownHeading(name: string): string {
  return `We do not know how ${name} is working now`;
}
