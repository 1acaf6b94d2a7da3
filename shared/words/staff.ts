import type { Freshness } from '../live/freshness.ts';
import type { Service } from '../facts/fact.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../practice/instant.ts';
import type { StaffBranch } from '../wire/staff-board.ts';
import type { StaffFace } from '../wire/staff-paths.ts';
import { isSilent, MARK_WORDS } from './page.ts';
import { formatSince } from './times.ts';

/** What each staff page is called. */
export const FACE_NAMES: { readonly [F in StaffFace]: string } = {
  wallboard: 'Wallboard',
  lead: 'Report',
  operations: 'Operations',
  'sign-in': 'Sign in',
  account: 'Your account',
};

/** The frame around every staff page, as the server writes it before any script has run. */
export const STAFF_SHELL = {
  starting: 'This page is loading.',
  startingStays: 'If this text stays, reload the page.',
  reload: 'Reload',
  noScript: 'This page needs JavaScript. Turn it on in the settings of your browser, then reload the page.',
  publicPage: 'The page that patients see works without it',
} as const;

export const STAFF = {
  skipToContent: 'Skip to main content',
  faces: 'Pages',
  publicPage: 'Public page',
  signOut: 'Sign out',
  notSignedIn: 'Not signed in',
  role: {
    lead: 'Lead',
    'read-only': 'Read-only',
    operations: 'Operations',
    admin: 'Admin',
    display: 'Display',
    'waiting-room': 'Waiting room',
  },
  loading: 'Fetching the board…',
  unreachable: 'We cannot reach Branchboard.',
  unreachableMore: 'This page tries again by itself. It shows nothing until it has the newest board.',
  sessionEnded: 'Your session has ended. This page is not updated any more.',
  sessionRegion: 'Your session',
  newVersionRegion: 'New version',
  signInAgain: 'Sign in again',
  newVersion: 'A new version is ready.',
  reload: 'Reload',
  cancel: 'Cancel',
  notKnown: 'not known',
  errorTitle: 'There is a problem',
  fewer: 'fewer',
  more: 'more',
} as const;

/** What staff call a service, in full and as short as a tile allows. */
export const SERVICE_LABELS: { readonly [S in Service]: { readonly name: string; readonly short: string } } = {
  internet: { name: 'Internet', short: 'net' },
  records: { name: 'Records', short: 'rec' },
  phones: { name: 'Phones', short: 'pho' },
  online: { name: 'Online', short: 'on' },
  prescriptions: { name: 'Prescriptions', short: 'rx' },
};

const CONNECTION_WORDS: { readonly [F in Freshness]: string } = {
  live: 'LIVE',
  reconnecting: 'Reconnecting',
  stale: 'NOT LIVE',
  dead: 'OLD – do not rely on this',
};

export interface ConnectionWords {
  readonly word: string;
  /** "Last checked 10:42am"; null while the page is live. */
  readonly more: string | null;
}

/** What a connection badge says; it must be clear without its colour. */
export function connectionWords(
  { freshness, checkedAt, now }: { readonly freshness: Freshness; readonly checkedAt: Instant; readonly now: Instant },
  zone: string,
): ConnectionWords {
  const more = freshness === 'live' ? null : `Last checked ${formatSince(checkedAt, now, zone)}`;
  return { word: CONNECTION_WORDS[freshness], more };
}

/** The age of a thing, short enough for a tile: "12 s", "4 min", "3 h", "2 d". Whole units, rounded down. */
export function formatShortAge(ms: number): string {
  const age = Math.max(0, ms);
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  return age < DAY ? `${Math.floor(age / HOUR)} h` : `${Math.floor(age / DAY)} d`;
}

/** "since 9:05am". */
export function sinceText(at: Instant, now: Instant, zone: string): string {
  return `since ${formatSince(at, now, zone)}`;
}

/** "Has a problem", "Not heard since 10:32am": the state of a branch in words that fit beside its mark. */
export function branchStateWord(
  branch: Pick<StaffBranch, 'state' | 'reasons' | 'heardAt' | 'contact'>,
  now: Instant,
  zone: string,
): string {
  if (branch.reasons[0] === 'intermittent') return 'Internet on and off';
  if (!isSilent(branch)) return MARK_WORDS[branch.state];
  if (branch.contact.state === 'recovering') return 'Heard again, on trial';
  return branch.heardAt === null ? 'Not heard' : `Not heard ${sinceText(Date.parse(branch.heardAt), now, zone)}`;
}

/** "Wallboard – Example Fen Medical Practice", with the state of the practice before it once it is known. */
export function staffTitle(face: string, practice: string, state: string | null = null): string {
  return `${state === null ? '' : `${state} – `}${face} – ${practice}`;
}

/** What is said of answers that came from somewhere between the page and the server. */
export const SEND_FAULTS = {
  foreign: {
    title: 'This could not be sent',
    detail: 'Something between this page and Branchboard answered instead. We do not know whether it was saved.',
  },
} as const;
