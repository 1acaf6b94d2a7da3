import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { PATHS } from '../../shared/wire/paths.ts';
import { BuildAnswer } from '../../shared/wire/staff-build.ts';
import { STAFF_PATHS, type StaffFace } from '../../shared/wire/staff-paths.ts';
import { toIso } from '../../shared/practice/instant.ts';
import type { CurrentBoard } from '../board/current-board.ts';
import type { Clock } from '../platform/clock.ts';
import type { StaffAssets } from './assets.ts';
import { HTML_TYPE } from './problem-pages.ts';
import { renderStaffShell } from './staff-shell.ts';

export interface StaffPagesDeps {
  readonly board: CurrentBoard;
  readonly assets: StaffAssets;
  readonly clock: Pick<Clock, 'now'>;
  /** Mails are read on a page of their own here. */
  readonly showsMails: boolean;
}

const PAGES: readonly (readonly [string, StaffFace])[] = [
  [STAFF_PATHS.wallboard, 'wallboard'],
  [STAFF_PATHS.lead, 'lead'],
  [STAFF_PATHS.operations, 'operations'],
  [`${STAFF_PATHS.operations}/:screen`, 'operations'],
  [PATHS.signInPage, 'sign-in'],
  [PATHS.setUpPage, 'sign-in'],
  [PATHS.accountPage, 'account'],
];

/** The staff pages without what they show, for everybody: whoever is not signed in is sent to sign in by the page. */
export function registerStaffPages(
  instance: FastifyInstance,
  { board, assets, clock, showsMails }: StaffPagesDeps,
): void {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const mails = [PATHS.mailsPage, 'sign-in'] as const;

  for (const [path, face] of showsMails ? [...PAGES, mails] : PAGES) {
    app.get(path, { config: { access: 'public' } }, (_request, reply) => {
      const practice = board.publicStream.published().view.practice.name;
      return reply
        .header('cache-control', 'no-store')
        .type(HTML_TYPE)
        .send(renderStaffShell({ face, practice, assets }));
    });
  }

  app.get(
    STAFF_PATHS.build,
    {
      config: { access: 'public' },
      schema: { response: { 200: BuildAnswer } },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return { build: assets.build, now: toIso(clock.now()) };
    },
  );
}
