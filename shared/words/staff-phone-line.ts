import type { Instant } from '../practice/instant.ts';
import { formatSince } from './times.ts';

/** The message for a branch's phone system, which somebody copies from here and records. */
export const PHONE_LINE = {
  title: 'Phone line and door',
  intro: 'What patients see now, to be read aloud on the phone line.',
  branch: 'Branch',
  text: 'Message for the phone line',
  copy: 'Copy the message',
  copied: 'Copied. Record it on the phone line.',
  notCopied: 'Not copied. Mark the text and copy it yourself.',
  loading: 'Fetching what patients see…',
  unreachable: 'We cannot read what patients see now. Do not record an older message.',
  old: 'This page is not live. Look at it again before you record the message.',
  poster: 'Print a poster for the door',
} as const;

/** "About 27 seconds when it is read aloud." */
export function readingTime(seconds: number): string {
  return `About ${seconds} seconds when it is read aloud.`;
}

/** "Clayton Surgery: you copied an older message at 10:42am. It has been out of date since 11:05am." */
export function olderMessage(name: string, copiedAt: Instant, since: Instant, now: Instant, zone: string): string {
  const copied = formatSince(copiedAt, now, zone);
  return `${name}: you copied an older message at ${copied}. It has been out of date since ${formatSince(since, now, zone)}.`;
}
