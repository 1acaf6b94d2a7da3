import type { AddressInfo } from 'node:net';
import type { Actor } from '../../server/access/access.ts';
import { registerLive } from '../../server/live/live.routes.ts';
import type { LiveLimits } from '../../server/live/live-limits.ts';
import { createHttp } from '../../server/platform/http.ts';
import type { Log } from '../../server/platform/log.ts';
import { createSteppedClock } from '../../server/platform/stepped-clock.ts';
import { MORNING } from './live-sample.ts';
import { createListSource } from './live-source-of-list.ts';

export const OWN_ORIGIN = 'https://board.example';

const LEAD: Actor = {
  id: 'lead-1',
  name: 'A Lead',
  role: 'lead',
  branches: ['clayton'],
  credential: { kind: 'token', id: 'token-1', expiresAt: null },
};

interface LiveServerOptions {
  readonly limits?: Partial<LiveLimits>;
  readonly log?: Log;
  readonly stillAllowed?: (actor: Actor) => Promise<boolean>;
}

/** A listening server with nothing but the two live sockets; its clock moves only when it is told to. */
export async function startLiveServer(options: LiveServerOptions = {}) {
  const clock = createSteppedClock(MORNING);
  const publicSource = createListSource(clock);
  const staffSource = createListSource(clock);
  const app = await createHttp({ log: null, trustedProxies: [], origins: [OWN_ORIGIN] });
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.access === 'display') request.actor = LEAD;
  });
  const live = await registerLive(app, {
    publicSource,
    staffSource,
    clock,
    log: app.log,
    isAllowedOrigin: (origin) => origin === OWN_ORIGIN,
    ...options,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { app, clock, publicSource, staffSource, ...live, port, url: `ws://127.0.0.1:${port}/live` };
}

export type LiveServer = Awaited<ReturnType<typeof startLiveServer>>;
