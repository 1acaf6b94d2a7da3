import type { Instant } from '../practice/instant.ts';
import { formatDay, formatTime } from './times.ts';

/** Of feeds and calendars, where they are listed. */
export const FEED = {
  /** What a reader is told of a feed before it has any entry. */
  subtitle: 'Problems at our surgeries, and when they end.',
} as const;

/** The name of the practice's feed. */
export function feedTitle(practice: string): string {
  return `${practice}: how our surgeries are working`;
}

/** The name of one surgery's feed. */
export function surgeryFeedTitle(surgery: string): string {
  return `${surgery}: what has changed`;
}

/** "9:05am on Tuesday 31 December 2019": a feed is read on any day. */
export function feedTime(at: Instant, zone: string): string {
  return `${formatTime(at, zone)} on ${formatDay(at, zone)}`;
}

/** "Solved: Medical records are slow" */
export function incidentFeedTitle(title: string, isOver: boolean): string {
  return isOver ? `Solved: ${title}` : title;
}

/** The first sentence of a text, which a list of entries has room for. */
export function firstSentence(text: string): string {
  return /^.*?[.?!](?=\s|$)/s.exec(text)?.[0] ?? text;
}
