import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { MINUTE } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { Session, SetUpBody, SetUpOffer, SetUpQuestion, SignInBody } from '../../shared/wire/session.ts';
import { readCookie, toClearCookie, toSetCookie } from '../access/cookies.ts';
import { endSession } from '../access/end-session.ts';
import { toSession } from '../access/to-session.ts';
import { requireActor } from '../platform/request-parts.ts';
import { limitByAddress } from '../platform/limit-by-address.ts';
import type { Http } from '../platform/http.ts';
import { completeSetUp, readSetUp, type SetUpDeps } from './set-up.ts';
import { type SignedIn, signIn } from './sign-in.ts';

export interface SessionRoutesDeps extends SetUpDeps {
  readonly origins: readonly string[];
}

/** Signing in and out, and the links by which people set up their account. */
export function registerSession(app: Http, deps: SessionRoutesDeps): void {
  const { db, clock, origins } = deps;
  const limitSetUps = limitByAddress(app, { max: 60, timeWindow: 15 * MINUTE });

  function welcome(reply: FastifyReply, { token, actor }: SignedIn): Session {
    const { expiresAt } = actor.credential;
    reply.header('cache-control', 'no-store');
    reply.header('set-cookie', toSetCookie('session', token, origins, { now: clock.now(), until: expiresAt }));
    return toSession(actor);
  }

  app.post(
    PATHS.session,
    { config: { access: 'public' }, schema: { body: SignInBody, response: { 200: Session } } },
    async ({ body, ip, log }, reply) => welcome(reply, await signIn({ ...deps, log }, { ...body, address: ip })),
  );

  app.get(
    PATHS.session,
    { config: { access: 'display' }, schema: { response: { 200: Session } } },
    async (request, reply) => {
      const actor = requireActor(request);
      if (actor.credential.kind === 'display') renewDisplay(request, reply);
      return toSession(actor);
    },
  );

  /** A wallboard that is in use must not be forgotten by its browser. */
  function renewDisplay({ headers }: FastifyRequest, reply: FastifyReply): void {
    const secret = readCookie('display', headers.cookie, origins);
    if (secret === undefined) return;
    reply.header('set-cookie', toSetCookie('display', secret, origins, { now: clock.now(), until: null }));
  }

  app.delete(
    PATHS.session,
    { config: { access: 'display' }, schema: { response: { 204: Type.Null() } } },
    async (request, reply) => {
      const actor = requireActor(request);
      await endSession(db, actor);
      request.log.info({ event: 'sign-out', actor: actor.id, address: request.ip, outcome: 'ended' }, 'signed out');
      return reply.code(204).header('set-cookie', toClearCookie('session', origins)).send(null);
    },
  );

  // A question, though it is a POST: what stands in an address is written to logs on its way.
  app.post(
    PATHS.setUpQuestion,
    {
      config: { access: 'public' },
      onRequest: limitSetUps,
      schema: { body: SetUpQuestion, response: { 200: SetUpOffer } },
    },
    async ({ body }, reply) => {
      reply.header('cache-control', 'no-store');
      return readSetUp(deps, body.token);
    },
  );

  app.post(
    PATHS.setUp,
    {
      config: { access: 'public' },
      onRequest: limitSetUps,
      schema: { body: SetUpBody, response: { 201: Session } },
    },
    async ({ body, ip, log }, reply) => {
      const signedIn = await completeSetUp({ ...deps, log }, { ...body, address: ip });
      return reply.code(201).send(welcome(reply, signedIn));
    },
  );
}
