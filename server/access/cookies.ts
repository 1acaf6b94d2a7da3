import { parseCookie, stringifySetCookie } from 'cookie';
import { DAY, type Instant, SECOND } from '../../shared/practice/instant.ts';

/** Whose credential a cookie carries; `step`: of somebody who was sent to another service to sign in. */
export type CookieKind = 'session' | 'display' | 'step';

/** A wallboard is paired once; this is the longest that browsers keep a cookie, and it is renewed while it is used. */
const DISPLAY_COOKIE_LASTS = 400 * DAY;
const ON_THIS_MACHINE = /^http:\/\/(?:localhost|127\.0\.0\.1)(?::|$)/;

/** Without TLS there is no `__Host-` and no Secure; that is for one's own machine alone. */
function isPlain(origins: readonly string[]): boolean {
  return ON_THIS_MACHINE.test(origins[0] ?? '');
}

function nameOf(kind: CookieKind, origins: readonly string[]): string {
  const name = kind === 'session' ? 'branchboard' : `branchboard-${kind}`;
  return isPlain(origins) ? name : `__Host-${name}`;
}

/** The credential that a request's cookies carry. */
export function readCookie(
  kind: CookieKind,
  header: string | undefined,
  origins: readonly string[],
): string | undefined {
  return header === undefined ? undefined : parseCookie(header)[nameOf(kind, origins)];
}

/** The header that makes a browser keep a credential, where no script can read it. */
export function toSetCookie(
  kind: CookieKind,
  value: string,
  origins: readonly string[],
  lasts: { readonly now: Instant; readonly until: Instant | null },
): string {
  const ms = lasts.until === null ? DISPLAY_COOKIE_LASTS : Math.max(0, lasts.until - lasts.now);
  return stringifySetCookie({
    name: nameOf(kind, origins),
    value,
    httpOnly: true,
    sameSite: 'lax',
    secure: !isPlain(origins),
    path: '/',
    maxAge: Math.floor(ms / SECOND),
  });
}

/** The header that makes a browser keep its display's credential for longer: one that is in use must not be forgotten. */
export function renewDisplayCookie(
  header: string | undefined,
  origins: readonly string[],
  now: Instant,
): Readonly<Record<string, string>> {
  const secret = readCookie('display', header, origins);
  return secret === undefined ? {} : { 'set-cookie': toSetCookie('display', secret, origins, { now, until: null }) };
}

/** The header that makes a browser forget a credential. */
export function toClearCookie(kind: CookieKind, origins: readonly string[]): string {
  return toSetCookie(kind, '', origins, { now: 0, until: 0 });
}
