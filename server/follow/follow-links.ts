import { FOLLOW_PATHS, withLink } from '../../shared/wire/follow-paths.ts';
import { type FollowKeys, toLinkToken } from './follow-keys.ts';

/** Where a follower stops it: a page with a button for whoever opens it, and at once for the mail program that posts to it. */
export function stopPath(keys: FollowKeys, id: string): string {
  return withLink(FOLLOW_PATHS.stop, toLinkToken(keys, 'stop', id));
}
