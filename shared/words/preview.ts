import type { Instant } from '../practice/instant.ts';
import { couldNotCheckSince } from './statuspage.ts';
import { formatDay, formatTime } from './times.ts';

/**
 * What a messenger or a search engine shows of a page, perhaps for days: so it says of when it is. Once it is old it
 * repeats nothing.
 */
export function previewText(sentence: string, checkedAt: Instant, isOld: boolean, zone: string): string {
  const told = isOld
    ? couldNotCheckSince(checkedAt, zone)
    : `At ${formatTime(checkedAt, zone)} on ${formatDay(checkedAt, zone)}: ${sentence}`;
  return `${told} Open the page to see how it is now.`;
}
