import { surgeryPath } from './public-paths.ts';

/** Where people say what they want to be told of, and stop it. No patient's page loads these before it needs them. */
export const FOLLOW_PATHS = {
  page: '/follow',
  sent: '/follow/sent',
  confirm: '/follow/confirm',
  choices: '/follow/choices',
  stop: '/unfollow',
} as const;

/** The same, begun from the page of one surgery. */
export function surgeryFollowPath(slug: string): string {
  return `${surgeryPath(slug)}/follow`;
}

/** A path with the link of one follower or request. It stands in the query, because paths are logged. */
export function withLink(path: string, link: string): string {
  return `${path}?link=${encodeURIComponent(link)}`;
}
