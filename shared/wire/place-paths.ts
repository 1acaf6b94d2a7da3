/** Addresses of what hangs in a surgery: no patient's phone loads them. */
export const PLACE_PATHS = {
  /** The screen of whatever waiting room operations let this browser in for. */
  waitingRoom: '/waiting-room',
  /** What it shows, for a screen that was let in. */
  ownScreen: '/api/v1/screen',
  pairings: '/api/v1/displays/pairings',
  pairingClaim: '/api/v1/displays/pairings/claim',
  /** Which build of the screens the server serves. */
  screenBuild: '/api/v1/screen/build',
} as const;

/** The screen of one surgery's waiting room. */
export function screenPath(slug: string): string {
  return `/surgeries/${slug}/screen`;
}

/** One sheet of paper for the door of one surgery. */
export function posterPath(slug: string): string {
  return `/surgeries/${slug}/poster`;
}

/** What leads to a surgery's page and is short enough to be typed from a wall. */
export function shortPath(slug: string): string {
  return `/s/${slug}`;
}
