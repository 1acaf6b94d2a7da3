import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { derivePicture } from '../../shared/board/picture.ts';
import { toAtom } from '../../shared/views/atom.ts';
import { toCalendar } from '../../shared/views/calendar.ts';
import { type Feed, type FeedSource, toPracticeFeed, toSurgeryFeed } from '../../shared/views/feed.ts';
import { CALENDAR_PATH, FEED_PATH, surgeryFeedPath } from '../../shared/wire/elsewhere-paths.ts';
import type { CurrentBoard } from '../board/current-board.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import { type Answer, CACHE_OF_EVENTS, type Told } from './answers.routes.ts';

const CALENDAR_TYPE = 'text/calendar; charset=utf-8';
const ATOM_TYPE = 'application/atom+xml; charset=utf-8';

export interface FeedsDeps {
  readonly board: CurrentBoard;
  readonly clock: Clock;
}

/** What happened, for readers of feeds. */
export function registerFeeds(instance: FastifyInstance, { board, clock }: FeedsDeps, answer: Answer): void {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const config = { access: 'public' } as const;

  function feedAt(address: string, toFeed: (source: FeedSource) => Feed | null): Told {
    return {
      address,
      type: ATOM_TYPE,
      cache: CACHE_OF_EVENTS,
      make(told) {
        const of = board.board();
        const feed = toFeed({ told, board: of, picture: derivePicture(of, clock.now()) });
        return feed && toAtom(feed, { origin: told.origin, address, board: told.board });
      },
    };
  }

  app.get(CALENDAR_PATH, { config }, (request, reply) =>
    answer(request, reply, { address: CALENDAR_PATH, type: CALENDAR_TYPE, cache: CACHE_OF_EVENTS, make: toCalendar }),
  );

  app.get(FEED_PATH, { config }, (request, reply) => answer(request, reply, feedAt(FEED_PATH, toPracticeFeed)));

  app.get(
    '/surgeries/:slug/feed.atom',
    { config, schema: { params: Type.Object({ slug: Type.String() }) } },
    (request, reply) => {
      const { slug } = request.params;
      const answered = answer(
        request,
        reply,
        feedAt(surgeryFeedPath(slug), (source) => toSurgeryFeed(source, slug)),
      );
      if (!answered) throw new AppError('not-found', { detail: 'There is no surgery of this name.' });
      return answered;
    },
  );
}
