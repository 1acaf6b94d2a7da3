import type { FastifyReply } from 'fastify';
import { SECOND } from '../../shared/practice/instant.ts';
import type { CurrentBoard } from '../board/current-board.ts';
import type { FollowDeps } from '../follow/follow-deps.ts';
import type { LeadAppAssets, PageAssets } from './assets.ts';
import { type Busy, renderBusy, renderGone } from './follow-answers.ts';
import type { FollowPageInput } from './follow-frame.ts';
import { HTML_TYPE } from './problem-pages.ts';

export interface FollowPagesDeps extends FollowDeps {
  readonly board: CurrentBoard;
  readonly assets: PageAssets;
  /** Of the pages as an app. */
  readonly icons: LeadAppAssets['icons'];
}

/** Of the messages, and of the pages that lead to them. */
export const LANGUAGE = 'en';

/** How the pages answer on which people say what they want to be told of. */
export interface FollowReplies {
  input(): FollowPageInput;
  answer(reply: FastifyReply, html: string, status?: number): FastifyReply;
  gone(reply: FastifyReply): FastifyReply;
  busy(reply: FastifyReply, why: Busy, waitMs: number): FastifyReply;
}

export function createFollowReplies({ board, channels: offered, assets }: FollowPagesDeps): FollowReplies {
  const input = () => ({ board: board.publicStream.published().view, offered, assets });

  /** Of one person and one moment. Under the strictest policy our own forms would not say whose they are. */
  function answer(reply: FastifyReply, html: string, status = 200): FastifyReply {
    reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
    return reply.code(status).type(HTML_TYPE).send(html);
  }

  return {
    input,
    answer,
    gone: (reply) => answer(reply, renderGone(input()), 404),
    busy(reply, why, waitMs) {
      reply.header('retry-after', String(Math.ceil(waitMs / SECOND)));
      return answer(reply, renderBusy(input(), why, waitMs), why === 'not-sent' ? 503 : 429);
    },
  };
}
