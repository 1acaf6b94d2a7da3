import type { FastifyReply, FastifyRequest } from 'fastify';
import { toIso } from '../../shared/practice/instant.ts';
import type { ToldBoard } from '../../shared/views/told-board.ts';
import { keepAnswer } from '../platform/kept-answers.ts';
import { sendBody } from '../platform/send-body.ts';
import { createShelf, type ShelfDeps } from './shelf.ts';

/** What is answered at an address, and for how long others may give it on. */
export interface Told {
  readonly address: string;
  readonly type: string;
  readonly cache: string;
  /** null: there is nothing at this address. */
  readonly make: (told: ToldBoard) => string | null;
}

/** Answers with bytes that were made once; null when there are none, and nothing was answered. */
export type Answer = (request: FastifyRequest, reply: FastifyReply, told: Told) => FastifyReply | null;

const MOMENT = 'public, max-age=2, stale-while-revalidate=30';
/**
 * Of states that show no age of their own: nobody may give them on for longer than a page is called fresh, because a
 * green that a cache keeps for a day would be a lie.
 */
export const CACHE_OF_STATES = `${MOMENT}, stale-if-error=90`;
/** Of what says itself when it happened. */
export const CACHE_OF_EVENTS = `${MOMENT}, stale-if-error=86400`;

const FOR_EVERYBODY = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Checked-At',
  'cross-origin-resource-policy': 'cross-origin',
};

/** How everything for other places is answered: without a cookie, to pages of any site, from one shelf. */
export function createAnswers(deps: ShelfDeps): Answer {
  const shelf = createShelf(deps);
  return (request, reply, { address, type, cache, make }) => {
    const isGood = shelf.whileItStands();
    const body = shelf.bodyOf(address, make);
    if (!body) return null;
    keepAnswer(request, reply, address, isGood);
    reply.headers(FOR_EVERYBODY).header('cache-control', cache);
    reply.header('checked-at', toIso(deps.board.checkedAt()));
    return sendBody(request, reply, type, body);
  };
}
