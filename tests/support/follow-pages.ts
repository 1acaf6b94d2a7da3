import { onTestFinished } from 'vitest';
import { createFollowKeys } from '../../server/follow/follow-keys.ts';
import { createHttp } from '../../server/platform/http.ts';
import { ASSETS_FOLDER } from '../../server/platform/project-root.ts';
import { registerStaticFiles } from '../../server/platform/static-files.ts';
import { registerFollow } from '../../server/register-follow.ts';
import type { FollowChannel } from '../../shared/follow/follow.ts';
import { startMailServer, TEST_QUEUE } from './mailing.ts';
import type { SentText } from './texting.ts';
import { startTestServer, TEST_AUTH_SECRET, type TestServerOptions } from './running-server.ts';

const FORM = 'application/x-www-form-urlencoded';

export interface FollowPagesOptions extends TestServerOptions {
  readonly offered?: readonly FollowChannel[];
  /** Of the built files. */
  readonly assets?: string;
}

/** A practice that mails, and its pages on which people say what they want to be told of. */
export async function openFollowPages({
  offered = ['email'],
  assets = ASSETS_FOLDER,
  ...options
}: FollowPagesOptions = {}) {
  const mails = await startMailServer();
  const server = await startTestServer({ ...options, config: { mail: mails.settings(), ...options.config } });
  const { board, clock, database } = server;
  const origins: string[] = [];
  const app = await createHttp({ log: null, trustedProxies: [], origins });
  const texts: SentText[] = [];
  let textsFail = false;
  await registerFollow(app, {
    db: database.db,
    clock,
    authSecret: TEST_AUTH_SECRET,
    mail: TEST_QUEUE,
    async sendText(to, body) {
      if (!textsFail) texts.push({ to, body });
      return !textsFail;
    },
    board,
    origins,
    leadIcons: [],
    channels: offered,
    assetsFolder: assets,
  });
  await registerStaticFiles(app, assets);
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
    db: database.db,
    keys: createFollowKeys(TEST_AUTH_SECRET),
    texts,
    failTexts(fail: boolean) {
      textsFail = fail;
    },
    app,
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
