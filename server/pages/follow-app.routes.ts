import type { FastifyInstance } from 'fastify';
import { FOLLOW_PATHS } from '../../shared/wire/follow-paths.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { CurrentBoard } from '../board/current-board.ts';
import type { LeadAppAssets } from './assets.ts';

const BLUE = '#005eb8';
const GREY = '#f0f4f5';

/** Lets a phone keep the pages as an app, because some show messages of no other pages. */
export function registerFollowApp(
  app: FastifyInstance,
  { board, icons }: { readonly board: CurrentBoard; readonly icons: LeadAppAssets['icons'] },
): void {
  app.get(FOLLOW_PATHS.app, { config: { access: 'public' } }, (_request, reply) => {
    const { name } = board.publicStream.published().view.practice;
    const manifest = {
      id: PATHS.home,
      name,
      short_name: name,
      lang: 'en-GB',
      start_url: PATHS.home,
      scope: PATHS.home,
      display: 'standalone',
      theme_color: BLUE,
      background_color: GREY,
      icons: icons.map((icon) => ({ ...icon, type: 'image/png' })),
    };
    return reply
      .header('cache-control', 'no-cache')
      .type('application/manifest+json; charset=utf-8')
      .send(JSON.stringify(manifest));
  });
}
