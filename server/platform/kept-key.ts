import type { IncomingMessage } from 'node:http';

/** Whoever sends one of these asks for more than the answer to an address, or for other bytes. */
const ROUTER_ONLY: ReadonlySet<string> = new Set([
  'content-length',
  'transfer-encoding',
  'expect',
  'range',
  'if-range',
  'if-match',
  'if-modified-since',
  'if-unmodified-since',
]);

/** Most headers are none of those that count, and their length tells it without a copy in small letters. */
const LENGTHS: ReadonlySet<number> = new Set(
  [...ROUTER_ONLY, 'accept-encoding', 'accept-language', 'cache-control', 'if-none-match'].map(({ length }) => length),
);

/** Names without weights, brotli among them, as all browsers send: whatever can be had in brotli is sent in it. */
const TAKES_BROTLI = /^(?:[a-z]+, ?)*br(?:, ?[a-z]+)*$/;

/** A request that can be given what another of its key was answered. */
export interface OrdinaryRequest {
  /** Requests of the same address are answered with the same bytes, unless the language counts too. */
  readonly address: string;
  /** As the client wishes for it. */
  readonly language: string | undefined;
  /** The one ETag that the client has; null: it has none. */
  readonly condition: string | null;
}

/**
 * What an answer is kept by; null: in doubt the router answers. Headers are read as they came: this costs thousands of
 * visitors a second less than the object of all of them would.
 */
export function toOrdinary({
  method,
  url = '',
  rawHeaders,
}: Pick<IncomingMessage, 'method' | 'url' | 'rawHeaders'>): OrdinaryRequest | null {
  if (method !== 'GET') return null;
  let takesBrotli = false;
  let condition: string | null = null;
  let hasCacheControl = false;
  let language: string | undefined;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const sent = rawHeaders[at] ?? '';
    if (!LENGTHS.has(sent.length)) continue;
    const name = sent.toLowerCase();
    const value = rawHeaders[at + 1] ?? '';
    if (name === 'accept-encoding') {
      if (takesBrotli || !TAKES_BROTLI.test(value)) return null;
      takesBrotli = true;
    } else if (name === 'if-none-match') {
      if (condition !== null) return null;
      condition = value;
    } else if (name === 'accept-language') {
      if (language !== undefined) return null;
      language = value;
    } else if (name === 'cache-control') hasCacheControl = true;
    else if (ROUTER_ONLY.has(name)) return null;
  }
  // What a condition means together with the other header is not the same for all routes.
  if (!takesBrotli || (condition !== null && hasCacheControl)) return null;
  return { address: url, language, condition };
}
