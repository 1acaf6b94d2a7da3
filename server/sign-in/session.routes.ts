import { Type } from 'typebox';
import { NextStep } from '../../shared/wire/codes.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { Session, SignInBody } from '../../shared/wire/session.ts';
import { renewDisplayCookie, toClearCookie } from '../access/cookies.ts';
import { endSession } from '../access/end-session.ts';
import { toSession } from '../access/to-session.ts';
import { requireActor, visitOf } from '../platform/request-parts.ts';
import type { Http } from '../platform/http.ts';
import { signIn, type SignInDeps } from './sign-in.ts';
import { toWelcome } from './welcome.ts';

export interface SessionRoutesDeps extends SignInDeps {
  readonly origins: readonly string[];
}

/** Signing in and out. */
export function registerSession(app: Http, deps: SessionRoutesDeps): void {
  const { db, clock, origins } = deps;

  app.post(
    PATHS.session,
    { config: { access: 'public' }, schema: { body: SignInBody, response: { 200: Type.Union([Session, NextStep]) } } },
    async ({ body, ip, headers, log }, reply) => {
      const visit = visitOf({ ip, headers });
      reply.header('cache-control', 'no-store');
      const entered = await signIn({ ...deps, log }, body, visit);
      if (entered.kind === 'next') return { ...entered.next, ways: [...entered.next.ways] };
      const { signedIn } = entered;
      reply.headers(toWelcome(signedIn, origins, clock.now()));
      return toSession(signedIn.actor);
    },
  );

  app.get(
    PATHS.session,
    { config: { access: 'display' }, schema: { response: { 200: Session } } },
    async (request, reply) => {
      const actor = requireActor(request);
      if (actor.credential.kind === 'display') {
        reply.headers(renewDisplayCookie(request.headers.cookie, origins, clock.now()));
      }
      return toSession(actor);
    },
  );

  app.delete(
    PATHS.session,
    { config: { access: 'display' }, schema: { response: { 204: Type.Null() } } },
    async (request, reply) => {
      const actor = requireActor(request);
      await endSession(db, actor, request.ip, clock.now());
      request.log.info({ event: 'sign-out', actor: actor.id, address: request.ip, outcome: 'ended' }, 'signed out');
      return reply.code(204).header('set-cookie', toClearCookie('session', origins)).send(null);
    },
  );
}
