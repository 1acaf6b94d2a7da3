import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { MINUTE, toIso } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { CurrentBoard } from '../board/current-board.ts';
import type { Published } from '../board/view-stream.ts';
import type { Clock } from '../platform/clock.ts';
import { type CompressedBody, compressedBody } from '../platform/compressed-body.ts';
import { sendBody } from '../platform/send-body.ts';
import type { PageAssets } from './assets.ts';
import { HTML_TYPE } from './problem-pages.ts';
import { type PageInput, renderNotFoundPage, renderStatusPage, renderSurgeryPage } from './render-page.ts';

const CACHE = 'public, max-age=2, stale-while-revalidate=30, stale-if-error=86400';

export interface PagesDeps {
  readonly board: CurrentBoard;
  readonly clock: Clock;
  readonly assets: PageAssets;
}

type Render = (input: PageInput) => string | null;

/** Pages of one position and one minute: the ages in them are rendered, and count minutes. */
interface Shelf {
  readonly of: Published<PublicBoard>;
  readonly minutes: string;
  readonly pages: Map<string, CompressedBody>;
}

/** The patients' pages, rendered once per change and minute, whoever asks. */
export function registerPages(instance: FastifyInstance, { board, clock, assets }: PagesDeps): void {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  let shelf: Shelf | null = null;

  function shelfNow(): Shelf {
    const of = board.publicStream.published();
    const minutes = [clock.now(), board.checkedAt()].map((instant) => Math.floor(instant / MINUTE)).join('-');
    if (shelf?.of !== of || shelf.minutes !== minutes) shelf = { of, minutes, pages: new Map() };
    return shelf;
  }

  function page(key: string, render: Render): CompressedBody | null {
    const { of, minutes, pages } = shelfNow();
    const known = pages.get(key);
    if (known) return known;
    const html = render({ board: of.view, now: clock.now(), checkedAt: board.checkedAt(), assets });
    if (html === null) return null;
    const etag = `"${of.epoch.slice(0, 8)}-${of.position.seq}-${of.position.edge}-${minutes}"`;
    const body = compressedBody(html, etag);
    pages.set(key, body);
    return body;
  }

  function answer(request: FastifyRequest, reply: FastifyReply, key: string, render: Render): FastifyReply {
    const body = page(key, render);
    if (body) {
      reply.headers({ 'checked-at': toIso(board.checkedAt()), 'cache-control': CACHE });
      return sendBody(request, reply, HTML_TYPE, body);
    }
    const { practice } = board.publicStream.published().view;
    const html = renderNotFoundPage({ practice, assets });
    return reply.code(404).header('cache-control', 'no-store').type(HTML_TYPE).send(html);
  }

  app.get(PATHS.home, { config: { access: 'public' } }, (request, reply) =>
    answer(request, reply, PATHS.home, renderStatusPage),
  );

  app.get(
    '/surgeries/:slug',
    { config: { access: 'public' }, schema: { params: Type.Object({ slug: Type.String() }) } },
    (request, reply) => {
      const { slug } = request.params;
      return answer(request, reply, `/surgeries/${slug}`, (input) => renderSurgeryPage({ ...input, slug }));
    },
  );
}
