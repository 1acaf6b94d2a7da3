import { parseCookie } from 'cookie';

/** Whose credential a cookie carries. */
type CookieKind = 'session' | 'display';

const ON_THIS_MACHINE = /^http:\/\/(?:localhost|127\.0\.0\.1)(?::|$)/;

/** Without TLS there is no `__Host-` and no Secure; that is for one's own machine alone. */
function isPlain(origins: readonly string[]): boolean {
  return ON_THIS_MACHINE.test(origins[0] ?? '');
}

function nameOf(kind: CookieKind, origins: readonly string[]): string {
  const name = kind === 'session' ? 'branchboard' : 'branchboard-display';
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
