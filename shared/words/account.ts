import { DAY, HOUR, type Instant, MINUTE } from '../practice/instant.ts';
import { daysBetween, localDay } from '../practice/local-time.ts';
import type { Account, OwnSession } from '../wire/account.ts';
import { listOf } from './lists.ts';
import { formatDay, formatTime } from './times.ts';

/** What people read of their own account. */
export const ACCOUNT_WORDS = {
  noAccount: 'Only somebody who is signed in has an account. Nothing was changed.',
  noSession: 'You are not signed in there any more. Nothing was changed.',
} as const;

export const ACCOUNT_PAGE = {
  title: 'Your account',
  loading: 'Reading your account…',
  unreachable: 'We cannot reach Branchboard. Check your connection, then try again.',
  again: 'Try again',
  name: 'Name',
  email: 'Email address',
  role: 'Role',
  branches: 'Branches',
  allBranches: 'All',
  sessions: 'Where you are signed in',
  sessionsHint: 'If you do not know one of these, sign it out and ask an admin.',
  here: 'This device',
  unknownDevice: 'Unknown device',
  signOut: 'Sign out',
  signOutThere: 'Sign out there',
  signOutOthers: 'Sign out everywhere else',
  ended: 'Signed out there.',
  onlyHere: 'You are signed in here only.',
} as const;

const WAY_WORDS: { readonly [W in OwnSession['way']]: string } = {
  'set-up': 'by a set-up link',
  passkey: 'by a passkey',
  password: 'by a password',
  code: 'by a code',
  provider: 'by another service',
};

/** "Clayton and Yaxham"; of everybody but a lead, all. */
export function ownBranches({ role, branchNames }: Pick<Account, 'role' | 'branchNames'>): string {
  return role === 'lead' ? listOf(branchNames) : ACCOUNT_PAGE.allBranches;
}

/** "Signed in at 9:12am on Tuesday 31 December 2019, by a passkey". */
export function signedInWords({ createdAt, way }: OwnSession, now: Instant, zone: string): string {
  return `Signed in ${momentWords(Date.parse(createdAt), now, zone)}, ${WAY_WORDS[way]}`;
}

/** "Used just now, from 192.0.2.1". */
export function usedWords({ seenAt, address }: OwnSession, now: Instant, zone: string): string {
  const at = Date.parse(seenAt);
  const when = now - at < 2 * MINUTE ? 'just now' : momentWords(at, now, zone);
  return `Used ${when}${address === null ? '' : `, from ${address}`}`;
}

/** "Ends by itself at 9:12pm": a session on a phone of one's own is kept for weeks. */
export function endsWords({ expiresAt }: OwnSession, now: Instant, zone: string): string {
  const at = Date.parse(expiresAt);
  return at - now > DAY + HOUR
    ? `Ends by itself on ${formatDay(at, zone)}`
    : `Ends by itself ${momentWords(at, now, zone)}`;
}

function momentWords(at: Instant, now: Instant, zone: string): string {
  const time = `at ${formatTime(at, zone)}`;
  return daysBetween(localDay(at, zone), localDay(now, zone)) === 0 ? time : `${time} on ${formatDay(at, zone)}`;
}

/** Of the button in a row. */
export function signOutOf({ device }: OwnSession): string {
  return `${ACCOUNT_PAGE.signOutThere}: ${device ?? ACCOUNT_PAGE.unknownDevice}`;
}

export function othersEnded(ended: number): string {
  if (ended === 0) return ACCOUNT_PAGE.onlyHere;
  return ended === 1 ? 'Signed out in 1 other place.' : `Signed out in ${ended} other places.`;
}
