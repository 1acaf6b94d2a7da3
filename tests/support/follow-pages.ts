import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { FollowDeps } from '../../server/follow/follow-deps.ts';
import { createFollowKeys } from '../../server/follow/follow-keys.ts';
import { readFollowAssets } from '../../server/pages/assets.ts';
import { registerFollowPages } from '../../server/pages/follow-pages.routes.ts';
import { createHttp } from '../../server/platform/http.ts';
import { ASSETS_FOLDER } from '../../server/platform/project-root.ts';
import { registerStaticFiles } from '../../server/platform/static-files.ts';
import type { FollowChannel } from '../../shared/follow/follow.ts';
import { startMailServer, TEST_QUEUE } from './mailing.ts';
import { startTestServer, TEST_AUTH_SECRET, type TestServerOptions } from './running-server.ts';

const FORM = 'application/x-www-form-urlencoded';

export interface FollowPagesOptions extends TestServerOptions {
  readonly offered?: readonly FollowChannel[];
  /** Of the built files. */
  readonly assets?: string;
}

/** A practice that mails, and its pages on which people say what they want to be told of. */
export async function openFollowPages({ offered = ['email'], assets, ...options }: FollowPagesOptions = {}) {
  const mails = await startMailServer();
  const server = await startTestServer({ ...options, config: { mail: mails.settings(), ...options.config } });
  const { board, clock, database } = server;
  const { view } = board.publicStream.published();
  const origins: string[] = [];
  const app = await createHttp({ log: null, trustedProxies: [], origins });
  const keys = createFollowKeys(TEST_AUTH_SECRET);
  const deps: FollowDeps = {
    db: database.db,
    clock,
    keys,
    mail: TEST_QUEUE,
    origins,
    slugs: () => view.branches.map(({ slug }) => slug),
    branchName: (slug) => view.branches.find((branch) => branch.slug === slug)?.name ?? slug,
    channels: offered,
  };
  const folder = assets ?? ASSETS_FOLDER;
  const styles = await readFollowAssets(join(folder, 'manifest.json'));
  await registerFollowPages(app, { ...deps, board, assets: styles });
  await registerStaticFiles(app, folder);
  onTestFinished(() => app.close());
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  origins.push(origin);

  const get = (url: string) => app.inject({ url, headers: { accept: 'text/html' } });
  function post(url: string, body: string, more: Readonly<Record<string, string>> = {}) {
    const headers = { accept: 'text/html', 'content-type': FORM, ...more };
    return app.inject({ method: 'POST', url, headers, payload: body, remoteAddress: more['x-from'] ?? '203.0.113.7' });
  }

  return {
    server,
    mails,
    deps,
    origin,
    get,
    post,
    followers: () => database.db.selectFrom('follower').selectAll().execute(),
    requests: () => database.db.selectFrom('follow_request').selectAll().orderBy('made_at').execute(),
    /** Asks for a link, and gives the path of the one that was mailed; throws when none was. */
    async linkFor(body: string): Promise<string> {
      const before = mails.received.length;
      await post('/follow', body);
      await server.mailing.look();
      const raw = mails.received[before]?.raw ?? '';
      const path = /http[^\s]*(\/follow\/confirm\?link=[\w-]+)/.exec(raw)?.[1];
      if (!path) throw new Error(`no link was mailed: ${raw}`);
      return path;
    },
  };
}
