import type { FastifyInstance } from 'fastify';
import { STAFF_PATHS } from '../../shared/wire/staff-paths.ts';
import { LEAD_APP } from '../../shared/words/staff-outbox.ts';
import type { CurrentBoard } from '../board/current-board.ts';
import type { LeadAppAssets, StaffAssets } from './assets.ts';

export interface LeadAppDeps {
  readonly board: CurrentBoard;
  readonly assets: StaffAssets;
  readonly leadApp: LeadAppAssets;
}

const BLUE = '#005eb8';
const GREY = '#f0f4f5';

/** The worker together with what it keeps: another build is another text, and so a new worker. */
function workerText({ assets, leadApp }: LeadAppDeps): string {
  const { scripts, styles, preloads } = assets.faces.lead;
  const shell = { build: assets.build, files: [...scripts, ...styles, ...preloads] };
  return `self.leadShell=${JSON.stringify(shell)};\n${leadApp.worker}`;
}

/** What lets a phone keep the lead page as an app, and open it without a network. */
export function registerLeadApp(app: FastifyInstance, deps: LeadAppDeps): void {
  const worker = workerText(deps);

  app.get(STAFF_PATHS.leadManifest, { config: { access: 'public' } }, (_request, reply) => {
    const { name } = deps.board.publicStream.published().view.practice;
    const manifest = {
      id: STAFF_PATHS.lead,
      name: `${LEAD_APP.name} – ${name}`,
      short_name: LEAD_APP.name,
      description: LEAD_APP.description,
      lang: 'en-GB',
      start_url: STAFF_PATHS.lead,
      scope: STAFF_PATHS.lead,
      display: 'standalone',
      theme_color: BLUE,
      background_color: GREY,
      icons: deps.leadApp.icons.map((icon) => ({ ...icon, type: 'image/png' })),
    };
    return reply
      .header('cache-control', 'no-cache')
      .type('application/manifest+json; charset=utf-8')
      .send(JSON.stringify(manifest));
  });

  app.get(STAFF_PATHS.leadWorker, { config: { access: 'public' } }, (_request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      // It may never see what patients ask for, whatever a page registers.
      .header('service-worker-allowed', STAFF_PATHS.lead)
      .type('text/javascript; charset=utf-8')
      .send(worker),
  );
}
