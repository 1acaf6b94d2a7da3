import type { IncomingHttpHeaders } from 'node:http';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a page of `origin` (the header's value) may talk to us. Exact: scheme, host and port. */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  return allowed.includes(origin);
}

/**
 * Whether a browser says that this unsafe request was made by somebody else's page. A script that is no browser sends
 * neither header; it is not how such attacks come, and it still needs its own credential.
 */
export function isForeignWrite(method: string, headers: IncomingHttpHeaders, allowed: readonly string[]): boolean {
  if (SAFE_METHODS.has(method)) return false;
  if (headers['sec-fetch-site'] === 'cross-site') return true;
  return headers.origin !== undefined && !isAllowedOrigin(headers.origin, allowed);
}

/**
 * Whether this unsafe request was made by a page of our own. Needed where a cookie says who asks, because a browser adds
 * it to what any page asks; a browser too old for the first header sends the second.
 */
export function isOwnWrite(headers: IncomingHttpHeaders, allowed: readonly string[]): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin !== undefined && isAllowedOrigin(headers.origin, allowed);
}

/** The origin of a page as its live socket's: `https://a.example` is `wss://a.example`. */
export function toSocketOrigin(origin: string): string {
  return origin.replace(/^http/, 'ws');
}
