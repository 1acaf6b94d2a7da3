import type { ServerResponse } from 'node:http';
import websocketPlugin, { type WebSocket } from '@fastify/websocket';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Actor } from '../access/access.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import type { Http } from '../platform/http.ts';
import type { Log } from '../platform/log.ts';
import { createAdmission } from './admission.ts';
import { createHub, type Hub } from './hub.ts';
import { LIVE_LIMITS, type LiveLimits } from './live-limits.ts';
import type { LiveAside, LiveSource } from './live-source.ts';
import { createSessionWatch } from './session-watch.ts';
import { slimConnection } from './slim-connection.ts';

export interface LiveOptions {
  readonly publicSource: LiveSource;
  readonly staffSource: LiveSource;
  /** What staff pages are told beside the board. */
  readonly staffAside?: LiveAside;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether a page of this origin may connect. */
  readonly isAllowedOrigin: (origin: string) => boolean;
  /** Whether the credential that opened a staff socket stands as it was; asked every few seconds. Absent: it does. */
  readonly stillAllowed?: (actor: Actor) => Promise<boolean>;
  readonly limits?: Partial<LiveLimits>;
}

/** Both hubs, for what is measured. */
export interface Live {
  readonly publicHub: Hub;
  readonly staffHub: Hub;
  /** Ends every socket without a word, when a stop can wait no longer. */
  endAll(): void;
}

/** `/live` for everybody and `/live/staff`, and their part in an orderly stop. */
export async function registerLive(app: Http, options: LiveOptions): Promise<Live> {
  const {
    clock,
    log,
    publicSource,
    staffSource,
    staffAside,
    isAllowedOrigin,
    stillAllowed = async () => true,
  } = options;
  const limits = { ...LIVE_LIMITS, ...options.limits };
  const publicHub = createHub({ source: publicSource, clock, log, limits });
  const admission = createAdmission(clock, {
    perSecond: limits.upgradesPerSecond,
    burst: limits.upgradesAtOnce,
    waitAtMostMs: limits.upgradeWaitMs,
  });
  const staffHub = createHub({ source: staffSource, aside: staffAside, clock, log, limits });
  const sessions = createSessionWatch({ clock, log, limits, stillAllowed });

  await app.register(websocketPlugin, {
    options: { maxPayload: limits.payloadBytes, maxFragments: limits.fragments, perMessageDeflate: false },
    // The plugin's own waits 30 s for one mute client.
    preClose: async () => {
      // From here on an upgrade is an ordinary request, which is told that the server restarts.
      app.server.removeAllListeners('upgrade');
      sessions.stop();
      await Promise.all([publicHub.close(), staffHub.close()]);
      app.websocketServer.close();
    },
  });

  // The plugin checks no Origin, and a browser sends cookies to a socket from any page.
  async function requireOwnOrigin({ headers: { origin }, actor }: FastifyRequest): Promise<void> {
    // A program says no origin; whoever is let in by a cookie is a browser.
    const byCookie = actor !== null && actor.credential.kind !== 'token';
    if (origin === undefined ? !byCookie : isAllowedOrigin(origin)) return;
    throw new AppError('not-allowed', { detail: 'This was asked by a page of another site.' });
  }

  async function requireRoom(request: FastifyRequest): Promise<void> {
    if (!publicHub.admits(request.ip)) {
      throw new AppError('too-busy', { detail: 'Your network has too many of these open. Ask for the board instead.' });
    }
    // Of staff there are few, and they come in whatever the public does.
    if (!(await admission.turn(() => request.raw.socket.destroyed)))
      throw new AppError('too-busy', { detail: 'Many pages connect at this moment. Try again in a few seconds.' });
  }

  // A websocket handler is not given the response that it must let go of.
  const responses = new WeakMap<FastifyRequest, ServerResponse>();
  async function keepResponse(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    responses.set(request, reply.raw);
  }

  function enter(hub: Hub, socket: WebSocket, request: FastifyRequest): void {
    const wire = request.raw.socket;
    const response = responses.get(request);
    if (response) slimConnection(socket, wire, response);
    hub.add({ socket, wire, query: request.query, address: request.ip });
  }

  app.route({
    method: 'GET',
    url: PATHS.live,
    config: { access: 'public' },
    onRequest: [requireOwnOrigin, requireRoom],
    preHandler: keepResponse,
    handler: refusePlainRequest,
    wsHandler: (socket, request) => enter(publicHub, socket, request),
  });

  app.route({
    method: 'GET',
    url: PATHS.staffLive,
    config: { access: 'display' },
    onRequest: requireOwnOrigin,
    preHandler: keepResponse,
    handler: refusePlainRequest,
    wsHandler: (socket, request) => {
      if (request.actor) sessions.watch(socket, request.actor);
      enter(staffHub, socket, request);
    },
  });

  return {
    publicHub,
    staffHub,
    endAll() {
      for (const socket of app.websocketServer.clients) socket.terminate();
    },
  };
}

function refusePlainRequest(): never {
  throw new AppError('not-found', { detail: 'This address speaks websocket only.' });
}
