import { PATHS } from '../../shared/wire/paths.ts';
import type { Session } from '../../shared/wire/session.ts';
import { isStaffPage } from '../../shared/wire/staff-paths.ts';
import type { StaffEnvironment } from './environment.ts';
import { forgetKept } from './kept-database.ts';
import { type SendEnvironment, send, type SendResult } from './send.ts';

export type SessionState =
  | { readonly kind: 'signed-in'; readonly session: Session }
  | { readonly kind: 'signed-out' }
  /** Nobody can tell: whoever is signed in stays so. */
  | { readonly kind: 'unreachable' };

/** Who uses this page. */
export async function readSession(environment: SendEnvironment): Promise<SessionState> {
  const result = await send(environment, { method: 'GET', path: PATHS.session });
  if (result.kind === 'ok') return { kind: 'signed-in', session: result.body as Session };
  const isOut = result.kind === 'refused' && (result.status === 401 || result.status === 403);
  return { kind: isOut ? 'signed-out' : 'unreachable' };
}

/** Ends the session here and on the server, and removes what was kept for when there is no network. */
export async function signOut(environment: StaffEnvironment): Promise<SendResult> {
  await forgetKept();
  const result = await send(environment, { method: 'DELETE', path: PATHS.session });
  if (result.kind === 'ok' || (result.kind === 'refused' && result.status === 401)) environment.goTo(PATHS.signInPage);
  return result;
}

/** The address to sign in at, and to come back from to `then`. */
export function signInPath(then: string): string {
  return `${PATHS.signInPage}?then=${encodeURIComponent(then)}`;
}

/** Where to go after signing in: a page of ours, or `otherwise`. */
export function placeAfterSignIn(search: string, otherwise: string): string {
  const then = new URLSearchParams(search).get('then');
  return then !== null && isStaffPage(then) ? then : otherwise;
}

/** The address of one's account, to add there what is missing and go on to `then`. */
export function accountPath(then: string): string {
  return isAccount(then) ? then : `${PATHS.accountPage}?then=${encodeURIComponent(then)}`;
}

/** Where to go on to from one's account: a page of ours but that, or `otherwise`. */
export function placeAfterAccount(search: string, otherwise: string): string {
  const place = placeAfterSignIn(search, otherwise);
  return isAccount(place) ? otherwise : place;
}

function isAccount(path: string): boolean {
  return path.split('?')[0] === PATHS.accountPage;
}
