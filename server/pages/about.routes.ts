import type { FastifyInstance } from 'fastify';
import { ABOUT_PATHS } from '../../shared/wire/about-paths.ts';
import type { CurrentBoard } from '../board/current-board.ts';
import type { PlaceAssets, PublicAssets } from './assets.ts';
import { HTML_TYPE } from './problem-pages.ts';
import { type AboutInput, renderAccessibility, renderPrivacy } from './render-about.ts';

export interface AboutDeps {
  readonly board: CurrentBoard;
  readonly assets: PublicAssets;
  readonly place: PlaceAssets;
}

const CACHE = 'public, max-age=300';
const PUBLIC = { config: { access: 'public' } } as const;

/** Pages about the pages: few people read them, and they change with the practice's name and phone alone. */
export function registerAbout(app: FastifyInstance, { board, assets, place }: AboutDeps): void {
  const answer = (render: (input: AboutInput) => string) =>
    render({ practice: board.publicStream.published().view.practice, assets, place });

  app.get(ABOUT_PATHS.accessibility, PUBLIC, (_request, reply) =>
    reply.header('cache-control', CACHE).type(HTML_TYPE).send(answer(renderAccessibility)),
  );

  app.get(ABOUT_PATHS.privacy, PUBLIC, (_request, reply) =>
    reply.header('cache-control', CACHE).type(HTML_TYPE).send(answer(renderPrivacy)),
  );
}
