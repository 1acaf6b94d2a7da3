import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PLACE_PATHS } from '../../shared/wire/place-paths.ts';
import type { CurrentBoard } from '../board/current-board.ts';
import type { Clock } from '../platform/clock.ts';
import { limitByAddress } from '../platform/limit-by-address.ts';
import { MINUTE } from '../../shared/practice/instant.ts';
import type { PlaceAssets } from './assets.ts';
import { HTML_TYPE } from './problem-pages.ts';
import { renderPairing, renderScreen } from './render-screen.ts';

export interface WaitingRoomDeps {
  readonly board: CurrentBoard;
  readonly clock: Clock;
  readonly place: PlaceAssets;
  readonly origins: readonly string[];
  /** The surgery that this browser was let in to show; null: none. */
  readonly waitingRoomOf: (request: FastifyRequest) => Promise<string | null>;
}

/** A waiting room has few screens, and each comes again only when something of it changed. */
const VISITS_A_MINUTE = 120;

/** One address for every screen of a waiting room: its surgery once it was let in, a code before that. */
export function registerWaitingRoom(app: FastifyInstance, deps: WaitingRoomDeps): void {
  const { board, clock, place, origins } = deps;

  async function slugFor(request: FastifyRequest): Promise<string | null> {
    try {
      return await deps.waitingRoomOf(request);
    } catch (error) {
      // Without the database nobody can tell. The page asks again by itself before it asks for a code.
      request.log.warn({ err: error }, 'nobody can tell which waiting room this is');
      return null;
    }
  }

  app.get(
    PLACE_PATHS.waitingRoom,
    { config: { access: 'public' }, onRequest: limitByAddress(app, { max: VISITS_A_MINUTE, timeWindow: MINUTE }) },
    async (request, reply) => {
      const slug = await slugFor(request);
      const input = { board: board.publicStream.published().view, now: clock.now(), checkedAt: board.checkedAt() };
      const origin = origins[0] ?? '';
      const html =
        slug === null
          ? renderPairing({ practice: input.board.practice, place })
          : renderScreen({ ...input, slug, origin, place, isPaired: true });
      return reply.header('cache-control', 'no-store').type(HTML_TYPE).send(html);
    },
  );
}
