/** Addresses of what hangs in a surgery: no patient's phone loads them. */
export const PLACE_PATHS = {
  /** Which build of the screens the server serves. */
  screenBuild: '/api/v1/screen/build',
} as const;

/** The screen of one surgery's waiting room. */
export function screenPath(slug: string): string {
  return `/surgeries/${slug}/screen`;
}

/** What leads to a surgery's page and is short enough to be typed from a wall. */
export function shortPath(slug: string): string {
  return `/s/${slug}`;
}
