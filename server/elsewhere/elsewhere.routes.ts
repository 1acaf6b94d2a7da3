import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { toIso } from '../../shared/practice/instant.ts';
import type { ToldBoard } from '../../shared/views/statuspage.ts';
import { STATUSPAGE_ANSWERS, STATUSPAGE_PATHS, type StatuspageAnswer } from '../../shared/wire/statuspage.ts';
import { keepAnswer } from '../platform/kept-answers.ts';
import { readyMade } from '../platform/ready-made.ts';
import { sendBody } from '../platform/send-body.ts';
import { createShelf, type ShelfDeps } from './shelf.ts';
import { statuspageTexts } from './statuspage-texts.ts';

/**
 * These show no age that a program would look at, so nobody may give them on for longer than a page is called fresh:
 * a green that a cache keeps for a day would be a lie.
 */
const CACHE = 'public, max-age=2, stale-while-revalidate=30, stale-if-error=90';
const JSON_TYPE = 'application/json; charset=utf-8';

const FOR_EVERYBODY = {
  'cache-control': CACHE,
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Checked-At',
  'cross-origin-resource-policy': 'cross-origin',
};

/** The practice as other places show it. */
export function registerElsewhere(app: FastifyInstance, deps: ShelfDeps): void {
  const shelf = createShelf(deps);
  const config = { access: 'public' } as const;

  /** Answers with the body of an address; false when there is none. */
  function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    { address, type }: { readonly address: string; readonly type: string },
    make: (told: ToldBoard) => string | null,
  ): FastifyReply | null {
    const isGood = shelf.whileItStands();
    const body = shelf.bodyOf(address, make);
    if (!body) return null;
    keepAnswer(request, reply, address, isGood);
    reply.headers(FOR_EVERYBODY).header('checked-at', toIso(deps.board.checkedAt()));
    return sendBody(request, reply, type, body);
  }

  const texts = statuspageTexts();
  for (const name of Object.keys(STATUSPAGE_PATHS) as StatuspageAnswer[]) {
    const schema = { response: { 200: readyMade(STATUSPAGE_ANSWERS[name]) } };
    const address = STATUSPAGE_PATHS[name];
    app.get(address, { config, schema }, (request, reply) =>
      answer(request, reply, { address, type: JSON_TYPE }, (told) => texts(name, told)),
    );
  }
}
