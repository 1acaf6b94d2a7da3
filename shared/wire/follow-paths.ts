/** Where people say what they want to be told of, and stop it. No patient's page loads these before it needs them. */
export const FOLLOW_PATHS = {
  page: '/follow',
  sent: '/follow/sent',
  code: '/follow/code',
  confirm: '/follow/confirm',
  choices: '/follow/choices',
  following: '/follow/on',
  stop: '/unfollow',
  /** For a phone that keeps the pages as an app, as some phones ask before they show messages. */
  app: '/follow/app.webmanifest',
  push: '/api/v1/follow/push',
  ownPush: '/api/v1/follow/push/own',
  renewedPush: '/api/v1/follow/push/renewed',
} as const;

/** A path with the link of one follower or request. It stands in the query, because paths are logged. */
export function withLink(path: string, link: string): string {
  return `${path}?link=${encodeURIComponent(link)}`;
}
