import { surgeryPath } from './public-paths.ts';

/** What happened at all surgeries, as an Atom feed. */
export const FEED_PATH = '/feed.atom';

/** Planned work, as a calendar. */
export const CALENDAR_PATH = '/calendar.ics';

/** The same of one surgery. */
export function surgeryFeedPath(slug: string): string {
  return `${surgeryPath(slug)}/feed.atom`;
}

/** What other sites load for `<surgery-status>`. */
export const EMBED_PATH = '/embed.js';

/** A surgery's status as a picture. */
export function badgeImagePath(slug: string): string {
  return `${surgeryPath(slug)}/badge.svg`;
}

/** The same as a page to frame. */
export function badgeFramePath(slug: string): string {
  return `${surgeryPath(slug)}/badge`;
}
