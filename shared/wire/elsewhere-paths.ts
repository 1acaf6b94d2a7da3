import { surgeryPath } from './public-paths.ts';

/** What happened at all surgeries, as an Atom feed. */
export const FEED_PATH = '/feed.atom';

/** The same of one surgery. */
export function surgeryFeedPath(slug: string): string {
  return `${surgeryPath(slug)}/feed.atom`;
}
