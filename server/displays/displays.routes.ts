import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { MINUTE } from '../../shared/practice/instant.ts';
import {
  ClaimBody,
  Display,
  DisplayBody,
  Displays,
  NewDisplayBody,
  Pairing,
  PairingQuestion,
  PairingWaits,
} from '../../shared/wire/displays.ts';
import { OwnScreen } from '../../shared/wire/screen.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { Session } from '../../shared/wire/session.ts';
import { renewDisplayCookie, toSetCookie } from '../access/cookies.ts';
import { toSession } from '../access/to-session.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import type { Http } from '../platform/http.ts';
import { limitByAddress } from '../platform/limit-by-address.ts';
import { doerOf, requireActor } from '../platform/request-parts.ts';
import { claimPairing, listDisplays, openPairing, pairDisplay, pointDisplay, revokeDisplay } from './pair-display.ts';

export interface DisplaysRoutesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly origins: readonly string[];
  /** Of the screens of waiting rooms. */
  readonly screenBuild: string;
}

const DisplayParams = Type.Object({ id: Type.String({ format: 'uuid' }) });
const forOperations = { config: { access: 'operations' } } as const;
/** Whoever finds a computer of the office that is signed in lets nobody in. */
const forProved = { config: { access: 'operations', stepUp: true } } as const;

/** Wallboards and the screens of waiting rooms: how one is let in by a code that it shows, and ended again. */
export function registerDisplays(app: Http, { db, clock, origins, screenBuild }: DisplaysRoutesDeps): void {
  app.post(
    PATHS.pairings,
    {
      config: { access: 'public' },
      onRequest: limitByAddress(app, { max: 60, timeWindow: 10 * MINUTE }),
      schema: { body: PairingQuestion, response: { 201: Pairing } },
    },
    async (request, reply) => {
      const pairing = await openPairing(db, request.ip, clock.now());
      request.log.info(
        { event: 'pairing', outcome: 'opened', actor: null, address: request.ip },
        'a code was asked for',
      );
      return reply.code(201).header('cache-control', 'no-store').send(pairing);
    },
  );

  app.post(
    PATHS.pairingClaim,
    {
      config: { access: 'public' },
      // A house of wallboards that asks every two seconds.
      onRequest: limitByAddress(app, { max: 1_200, timeWindow: MINUTE }),
      schema: { body: ClaimBody, response: { 201: Session, 202: PairingWaits } },
    },
    async ({ body, ip, log }, reply) => {
      reply.header('cache-control', 'no-store');
      const now = clock.now();
      const claimed = await claimPairing(db, body.secret, ip, now);
      if (!('actor' in claimed)) return reply.code(202).send(claimed);
      const { actor, secret } = claimed;
      log.info({ event: 'pairing', outcome: 'claimed', actor: actor.id, address: ip }, 'a display came in');
      reply.header('set-cookie', toSetCookie('display', secret, origins, { now, until: null }));
      return reply.code(201).send(toSession(actor));
    },
  );

  app.get(
    PATHS.ownScreen,
    { config: { access: 'waiting-room' }, schema: { response: { 200: OwnScreen } } },
    async (request, reply) => {
      const [surgery = ''] = requireActor(request).branches;
      reply.headers(renewDisplayCookie(request.headers.cookie, origins, clock.now()));
      return { build: screenBuild, surgery };
    },
  );

  app.get(PATHS.displays, { ...forOperations, schema: { response: { 200: Displays } } }, async () => ({
    displays: await listDisplays(db),
  }));

  app.post(
    PATHS.displays,
    { ...forProved, schema: { body: NewDisplayBody, response: { 201: Display } } },
    async (request, reply) => {
      const display = await pairDisplay(db, doerOf(request), request.body, clock.now());
      logChange(request, 'paired', display.id);
      return reply.code(201).send(display);
    },
  );

  app.put(
    `${PATHS.displays}/:id`,
    { ...forProved, schema: { params: DisplayParams, body: DisplayBody, response: { 200: Display } } },
    async (request) => {
      const { id } = request.params;
      const display = await pointDisplay(db, doerOf(request), id, request.body.waitingRoomOf, clock.now());
      logChange(request, 'pointed', id);
      return display;
    },
  );

  app.delete(
    `${PATHS.displays}/:id`,
    { ...forProved, schema: { params: DisplayParams, response: { 204: Type.Null() } } },
    async (request, reply) => {
      await revokeDisplay(db, doerOf(request), request.params.id, clock.now());
      logChange(request, 'revoked', request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function logChange(request: FastifyRequest, outcome: string, display: string): void {
  const actor = requireActor(request).id;
  request.log.info({ event: 'display', outcome, display, actor, address: request.ip }, 'displays changed');
}
