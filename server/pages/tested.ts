/** What the public pages are tested for, and how: the tests run by it, and the accessibility statement is made of it. */

/** A kind of page; its path as an example of that kind. */
export interface TestedPage {
  readonly what: PageKindName;
  /** As the routes are declared; null: no route answers. */
  readonly route: string | null;
  readonly path: string;
  /** It says how surgeries are, and so is tested in every state. */
  readonly tells: boolean;
}

type PageKindName =
  | 'first'
  | 'found'
  | 'list'
  | 'surgery'
  | 'poster'
  | 'screen'
  | 'badge'
  | 'waitingRoom'
  | 'follow'
  | 'followSurgery'
  | 'followSent'
  | 'accessibility'
  | 'privacy'
  | 'notFound';

export const TESTED_PAGES: readonly TestedPage[] = [
  { what: 'first', route: '/', path: '/', tells: true },
  { what: 'found', route: '/', path: '/?find=mere', tells: true },
  { what: 'list', route: '/surgeries', path: '/surgeries', tells: true },
  { what: 'surgery', route: '/surgeries/:slug', path: '/surgeries/clayton', tells: true },
  { what: 'poster', route: '/surgeries/:slug/poster', path: '/surgeries/clayton/poster', tells: true },
  { what: 'screen', route: '/surgeries/:slug/screen', path: '/surgeries/clayton/screen', tells: true },
  { what: 'badge', route: '/surgeries/:slug/badge', path: '/surgeries/clayton/badge', tells: true },
  { what: 'waitingRoom', route: '/waiting-room', path: '/waiting-room', tells: false },
  { what: 'follow', route: '/follow', path: '/follow', tells: false },
  { what: 'followSurgery', route: '/surgeries/:slug/follow', path: '/surgeries/clayton/follow', tells: false },
  { what: 'followSent', route: '/follow/sent', path: '/follow/sent', tells: false },
  { what: 'accessibility', route: '/accessibility', path: '/accessibility', tells: false },
  { what: 'privacy', route: '/privacy', path: '/privacy', tells: false },
  { what: 'notFound', route: null, path: '/surgeries/nowhere', tells: false },
];

export const TESTED_STATES = ['normal', 'trouble', 'night'] as const;
export type TestedState = (typeof TESTED_STATES)[number];

/** A window, in CSS pixels: zoom leaves less of them. */
export interface TestedSize {
  readonly width: number;
  readonly height: number;
  /** Times by which the reader has made text larger. */
  readonly text?: 2;
  /** How many times larger everything is, where that leaves this window. */
  readonly zoom?: 2 | 4;
}

export const TESTED_SIZES: readonly TestedSize[] = [
  { width: 320, height: 640 },
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1366, height: 768 },
  { width: 640, height: 512, zoom: 2 },
  { width: 320, height: 256, zoom: 4 },
  { width: 360, height: 740, text: 2 },
];

/** What the reader's device asks of pages. */
export const TESTED_LOOKS = {
  dark: { colorScheme: 'dark' },
  forced: { forcedColors: 'active' },
  still: { reducedMotion: 'reduce' },
} as const;

/** The program that looks for faults by rule, and its version. */
export const CHECKER = { name: 'axe-core', version: '4.13.0' } as const;

/** When the statement was last gone through. */
export const STATEMENT_OF = Date.UTC(2026, 10, 25, 12);
