import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type Instant, MINUTE, toIso } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { PLACE_PATHS, posterPath, screenPath, shortPath } from '../../shared/wire/place-paths.ts';
import { surgeryPath } from '../../shared/wire/public-paths.ts';
import { ScreenBuild } from '../../shared/wire/screen.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { CurrentBoard } from '../board/current-board.ts';
import type { Published } from '../board/view-stream.ts';
import type { HistoryShelf } from '../history/history-shelf.ts';
import type { Clock } from '../platform/clock.ts';
import { type CompressedBody, compressedBody } from '../platform/compressed-body.ts';
import { keepAnswer } from '../platform/kept-answers.ts';
import { PERMISSIONS_POLICY } from '../platform/security-headers.ts';
import { sendBody } from '../platform/send-body.ts';
import type { Tongue } from '../../web/public/tongue.ts';
import type { PlaceAssets, PublicAssets } from './assets.ts';
import { variantOf, type Wish, wishOf } from './language-wish.ts';
import { tongueFor } from './languages.ts';
import { HTML_TYPE } from './problem-pages.ts';
import { listKey, renderList } from './render-list.ts';
import { type PageInput, renderNotFoundPage, renderStatusPage, renderSurgeryPage } from './render-page.ts';
import { renderPoster } from './render-poster.ts';
import { renderScreen } from './render-screen.ts';

const CACHE = 'public, max-age=2, stale-while-revalidate=30, stale-if-error=86400';
const SHORT_CACHE = 'public, max-age=300';

/** These pages may ask a phone where it is, on a tap. */
const LOCATING = PERMISSIONS_POLICY.replace('geolocation=()', 'geolocation=(self)');

/** As long as the box lets anybody type. */
const FIND_AT_MOST = 80;

const ListQueryText = Type.Object({
  letter: Type.Optional(Type.String()),
  trouble: Type.Optional(Type.String()),
  page: Type.Optional(Type.String()),
});
const Lang = Type.Optional(Type.String({ description: 'pl: in Polish, whatever the browser wants.' }));
const HomeQuery = Type.Object({ find: Type.Optional(Type.String()), lang: Lang });
const SurgeryQuery = Type.Object({ lang: Lang });
const SurgeryParams = Type.Object({ slug: Type.String() });

export interface PagesDeps {
  readonly board: CurrentBoard;
  readonly clock: Clock;
  readonly assets: PublicAssets;
  readonly place: PlaceAssets;
  readonly history: HistoryShelf;
  /** Our own, the public one first: what hangs on a wall says where the page is. */
  readonly origins: readonly string[];
}

type Render = (input: PageInput) => string | null;

/** Pages of one position and one minute: the ages in them are rendered, and count minutes. */
interface Shelf {
  readonly of: Published<PublicBoard>;
  readonly minute: number;
  readonly checkedMinute: number;
  readonly pages: Map<string, CompressedBody>;
}

/** The patients' pages, rendered once per change and minute, whoever asks. */
export function registerPages(
  instance: FastifyInstance,
  { board, clock, assets, place, history, origins }: PagesDeps,
): void {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  let shelf: Shelf | null = null;

  const minuteOf = (instant: Instant) => Math.floor(instant / MINUTE);

  function shelfNow(): Shelf {
    const of = board.publicStream.published();
    const minute = minuteOf(clock.now());
    const checkedMinute = minuteOf(board.checkedAt());
    const stands = shelf?.of === of && shelf.minute === minute && shelf.checkedMinute === checkedMinute;
    if (!shelf || !stands) shelf = { of, minute, checkedMinute, pages: new Map() };
    return shelf;
  }

  function page(key: string, render: Render, tongue: Tongue, stamp: string): CompressedBody | null {
    const { of, minute, checkedMinute, pages } = shelfNow();
    const known = pages.get(key + stamp);
    if (known) return known;
    const html = render({
      board: of.view,
      now: clock.now(),
      checkedAt: board.checkedAt(),
      assets,
      origin: origins[0] ?? '',
      tongue,
    });
    if (html === null) return null;
    const variant = `${stamp}${tongue.lang === 'en' ? '' : `-${tongue.lang}`}`;
    const etag = `"${of.epoch.slice(0, 8)}-${of.position.seq}-${of.position.edge}-${minute}-${checkedMinute}${variant}"`;
    const body = compressedBody(html, etag);
    pages.set(key + stamp, body);
    return body;
  }

  /** Whether the route would answer as it does now. Call it before the page is rendered, which takes its time. */
  function whileItStands(checkedAt: Instant): () => boolean {
    const { of, minute } = shelfNow();
    return () =>
      board.publicStream.published() === of && minuteOf(clock.now()) === minute && board.checkedAt() === checkedAt;
  }

  /** `stamp` tells apart what is not of the board, `isSame` whether that still is what it was. */
  function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    address: string,
    render: Render,
    { byWish = false, stamp = '', isSame = (): boolean => true } = {},
  ): FastifyReply {
    const checkedAt = board.checkedAt();
    const stands = whileItStands(checkedAt);
    const [lang, isAsked]: Wish = byWish ? wishOf(request) : ['en', false];
    const tongue = tongueFor(lang, isAsked);
    const body = page(address + tongue.query, render, tongue, stamp);
    if (body) {
      const varies = byWish && !isAsked;
      const own = isAsked ? address + tongue.query : address;
      keepAnswer(request, reply, own, () => stands() && isSame(), varies ? variantOf : null);
      if (byWish) reply.header('content-language', lang);
      reply.headers({ 'checked-at': toIso(checkedAt), 'cache-control': CACHE, 'permissions-policy': LOCATING });
      return sendBody(request, reply, HTML_TYPE, body, varies ? ['Accept-Language'] : []);
    }
    const { practice } = board.publicStream.published().view;
    const html = renderNotFoundPage({ practice, assets, tongue });
    return reply.code(404).header('cache-control', 'no-store').type(HTML_TYPE).send(html);
  }

  const ofHome = { config: { access: 'public' }, schema: { querystring: HomeQuery } } as const;

  app.get(PATHS.home, ofHome, (request, reply) => {
    const find = (request.query.find ?? '').trim().slice(0, FIND_AT_MOST);
    return find === ''
      ? answer(request, reply, PATHS.home, (input) => renderStatusPage(input), { byWish: true })
      : found(request, reply, find);
  });

  /** What people look for is endless and their own: it is made for each, and kept nowhere. */
  function found(request: FastifyRequest, reply: FastifyReply, find: string): FastifyReply {
    const { view } = board.publicStream.published();
    const checkedAt = board.checkedAt();
    const tongue = tongueFor(...wishOf(request));
    const html = renderStatusPage({ board: view, now: clock.now(), checkedAt, assets, tongue }, find);
    reply.headers({ 'checked-at': toIso(checkedAt), 'cache-control': 'no-store', 'permissions-policy': LOCATING });
    return reply.type(HTML_TYPE).send(html);
  }

  const ofList = { config: { access: 'public' }, schema: { querystring: ListQueryText } } as const;

  app.get(PATHS.list, ofList, (request, reply) => {
    const { letter = '', trouble, page: number = '1' } = request.query;
    const query = {
      letter: letter.slice(0, 2).toUpperCase(),
      trouble: trouble !== undefined,
      page: Math.max(1, Number.parseInt(number, 10) || 1),
    };
    return answer(request, reply, listKey(query), (input) => renderList(input, query));
  });

  const ofSurgery = { config: { access: 'public' }, schema: { params: SurgeryParams } } as const;
  const inLanguages = { ...ofSurgery, schema: { params: SurgeryParams, querystring: SurgeryQuery } } as const;

  app.get(surgeryPath(':slug'), inLanguages, (request, reply) => {
    const { slug } = request.params;
    const told = history.of(slug);
    const render: Render = (input) => renderSurgeryPage({ ...input, slug, history: told?.view });
    const past = history.past();
    return answer(request, reply, surgeryPath(slug), render, {
      byWish: true,
      stamp: told ? `-${told.stamp}` : '',
      isSame: () => history.past() === past,
    });
  });

  app.get(screenPath(':slug'), ofSurgery, (request, reply) => {
    const { slug } = request.params;
    const origin = origins[0] ?? '';
    return answer(request, reply, screenPath(slug), (input) => renderScreen({ ...input, slug, origin, place }));
  });

  app.get(posterPath(':slug'), ofSurgery, (request, reply) => {
    const { slug } = request.params;
    const origin = origins[0] ?? '';
    return answer(request, reply, posterPath(slug), (input) => renderPoster({ ...input, slug, origin, place }));
  });

  app.get(shortPath(':slug'), ofSurgery, (request, reply) =>
    reply.header('cache-control', SHORT_CACHE).redirect(surgeryPath(encodeURIComponent(request.params.slug))),
  );

  app.get(
    PLACE_PATHS.screenBuild,
    { config: { access: 'public' }, schema: { response: { 200: ScreenBuild } } },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return { build: place.build };
    },
  );
}
