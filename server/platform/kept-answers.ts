import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { flattenHeaders, type ReadyAnswer } from './in-front.ts';
import { type OrdinaryRequest, toOrdinary } from './kept-key.ts';

/** What else than its address an answer may depend on: few different ones, by what an `Accept-Language` says. */
export type VariantOf = (acceptLanguage: string | undefined) => string;

declare module 'fastify' {
  interface FastifyReply {
    /** Whether the answer is still what the route would answer; null: it is given once. See `keepAnswer`. */
    keptWhile: (() => boolean) | null;
    /** What it depends on beside the address. */
    keptVariantOf: VariantOf | null;
  }
}

/** An answer of the router, to be given again as it is while it is good. */
interface KeptAnswer {
  readonly isGood: () => boolean;
  readonly etag: unknown;
  readonly whole: ReadyAnswer;
  /** For whoever has the body; null until the router was asked by such a one. */
  readonly unchanged: ReadyAnswer | null;
}

/**
 * Lets an answer be given again, as it is, while `isGood` says that the route would answer the same. Call it in the same
 * turn in which the answer is made. Kept is only what was asked by its own address: the spellings of one are endless.
 */
export function keepAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  address: string,
  isGood: () => boolean,
  variantOf: VariantOf | null = null,
): void {
  if (request.url !== address) return;
  reply.keptWhile = isGood;
  reply.keptVariantOf = variantOf;
}

/**
 * Keeps answers of routes that ask for it by `keepAnswer`, and gives them before the router is asked. They are the
 * router's own answers to a request of the same kind, so that there is one place that makes answers. Call it before the
 * first route is added.
 */
export function addKeptAnswers(app: FastifyInstance): void {
  const { inFront } = app;
  const kept = new Map<string, KeptAnswer>();
  /** Addresses whose answers depend on more than them. */
  const varying = new Map<string, VariantOf>();

  function keyOf({ address, language }: OrdinaryRequest): string {
    const variantOf = varying.get(address);
    return variantOf ? `${variantOf(language)} ${address}` : address;
  }

  function give(request: IncomingMessage, response: ServerResponse): boolean {
    const ordinary = toOrdinary(request);
    if (!ordinary) return false;
    const key = keyOf(ordinary);
    const answer = kept.get(key);
    if (!answer || inFront.isClosing()) return false;
    if (!answer.isGood()) {
      kept.delete(key);
      return false;
    }
    const { condition } = ordinary;
    if (condition === null) {
      inFront.give(response, answer.whole);
      return true;
    }
    if (condition !== answer.etag || !answer.unchanged) return false;
    inFront.give(response, answer.unchanged);
    return true;
  }

  async function take(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
    const isGood = reply.keptWhile;
    // Before it listens the server may not know all that its answers say.
    const ordinary = isGood && app.server.listening ? toOrdinary(request.raw) : null;
    if (!isGood || !ordinary) return payload;
    if (reply.keptVariantOf) varying.set(request.url, reply.keptVariantOf);
    const key = keyOf(ordinary);
    const known = kept.get(key);
    const etag = reply.getHeader('etag');
    const ready = (headers: Readonly<Record<string, unknown>>, body?: Buffer): ReadyAnswer | null => {
      const flat = flattenHeaders(headers);
      const route = request.routeOptions.url ?? 'none';
      return flat && { of: { method: 'GET', route, status: reply.statusCode, problem: null }, headers: flat, body };
    };
    if (reply.statusCode === 304) {
      const unchanged = ready(reply.getHeaders());
      if (known && known.etag === etag && known.isGood() && isGood()) kept.set(key, { ...known, unchanged });
      return payload;
    }
    if (reply.statusCode !== 200) return payload;
    const body = payload instanceof Readable ? await buffer(payload) : payload;
    if (!Buffer.isBuffer(body)) return payload;
    const whole = ready({ ...reply.getHeaders(), 'content-length': body.length }, body);
    if (whole) kept.set(key, { isGood, etag, whole, unchanged: null });
    return body;
  }

  app.decorateReply('keptWhile', null);
  app.decorateReply('keptVariantOf', null);
  app.addHook('onSend', take);
  inFront.add(give);
}
