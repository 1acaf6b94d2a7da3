import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { flattenHeaders } from './in-front.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** Whether the answer is still what the route would answer; null: it is given once. See `keepAnswer`. */
    keptWhile: (() => boolean) | null;
  }
}

/** An answer of the router, to be given again as it is while it is good. */
interface KeptAnswer {
  readonly isGood: () => boolean;
  /** Pattern of the route that gave it. */
  readonly route: string;
  readonly etag: unknown;
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: Buffer;
  /** Headers for whoever has the body; null until the router was asked by such a one. */
  readonly unchanged: string[] | null;
}

/** Such a request is not all that the answer depends on, or the answer is more than its bytes. */
const ROUTER_ONLY = [
  'content-length',
  'transfer-encoding',
  'expect',
  'range',
  'if-range',
  'if-match',
  'if-modified-since',
  'if-unmodified-since',
] as const;

/** Names without weights, brotli among them, as all browsers send: whatever can be had in brotli is sent in it. */
const TAKES_BROTLI = /^(?:[a-z]+, ?)*br(?:, ?[a-z]+)*$/;

function isOrdinary({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): boolean {
  if (method !== 'GET' || !TAKES_BROTLI.test(headers['accept-encoding'] ?? '')) return false;
  if (ROUTER_ONLY.some((name) => headers[name] !== undefined)) return false;
  // What a condition means together with this one is not the same for all routes.
  return headers['if-none-match'] === undefined || headers['cache-control'] === undefined;
}

/**
 * Lets an answer be given again, as it is, while `isGood` says that the route would answer the same. Call it in the same
 * turn in which the answer is made. Kept is only what was asked by its own address: the spellings of one are endless.
 */
export function keepAnswer(request: FastifyRequest, reply: FastifyReply, address: string, isGood: () => boolean): void {
  if (request.url === address) reply.keptWhile = isGood;
}

/**
 * Keeps answers of routes that ask for it by `keepAnswer`, and gives them before the router is asked. They are the
 * router's own answers to a request of the same kind, so that there is one place that makes answers. Call it before the
 * first route is added.
 */
export function addKeptAnswers(app: FastifyInstance): void {
  const { inFront } = app;
  const kept = new Map<string, KeptAnswer>();

  function give(request: IncomingMessage, response: ServerResponse): boolean {
    const answer = kept.get(request.url ?? '');
    if (!answer || inFront.isClosing() || !isOrdinary(request)) return false;
    if (!answer.isGood()) {
      kept.delete(request.url ?? '');
      return false;
    }
    const condition = request.headers['if-none-match'];
    if (condition !== undefined && (condition !== answer.etag || !answer.unchanged)) return false;
    const asked = { method: 'GET', route: answer.route };
    if (condition === undefined) inFront.give(response, { ...asked, status: 200 }, answer.headers, answer.body);
    else inFront.give(response, { ...asked, status: 304 }, answer.unchanged ?? []);
    return true;
  }

  async function take(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
    const isGood = reply.keptWhile;
    // Before it listens the server may not know all that its answers say.
    if (!isGood || !app.server.listening || !isOrdinary(request)) return payload;
    const known = kept.get(request.url);
    const etag = reply.getHeader('etag');
    if (reply.statusCode === 304) {
      const unchanged = flattenHeaders(reply.getHeaders());
      if (known && known.etag === etag && known.isGood() && isGood()) kept.set(request.url, { ...known, unchanged });
      return payload;
    }
    if (reply.statusCode !== 200) return payload;
    const body = payload instanceof Readable ? await buffer(payload) : payload;
    if (!Buffer.isBuffer(body)) return payload;
    const headers = flattenHeaders({ ...reply.getHeaders(), 'content-length': body.length });
    const route = request.routeOptions.url ?? 'none';
    if (headers) kept.set(request.url, { isGood, route, etag, headers, body, unchanged: null });
    return body;
  }

  app.decorateReply('keptWhile', null);
  app.addHook('onSend', take);
  inFront.add(give);
}
