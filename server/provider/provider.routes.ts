import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { MINUTE } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { SignInWays } from '../../shared/wire/session.ts';
import { homeOf, isStaffPage, type SignInFault } from '../../shared/wire/staff-paths.ts';
import { readCookie, toClearCookie, toSetCookie } from '../access/cookies.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import type { Http } from '../platform/http.ts';
import { visitOf } from '../platform/request-parts.ts';
import { limitByAddress } from '../platform/limit-by-address.ts';
import { toWelcome } from '../sign-in/welcome.ts';
import type { Provider } from './provider-client.ts';
import { beginProviderSignIn, completeProviderSignIn } from './sign-in-by-provider.ts';

export interface ProviderRoutesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly origins: readonly string[];
  /** null: people sign in here alone. */
  readonly provider: Provider | null;
  /** Whether mails go out, with codes to sign in by. */
  readonly mail: { readonly sends: boolean };
}

const Begin = Type.Object({ place: Type.Optional(Type.String({ maxLength: 500 })) }, { additionalProperties: false });
const NO_PROVIDER = 'Nobody signs in here by another service.';

/** Signing in by another service. Its answer comes by a redirect, so these are pages that a browser goes to. */
export function registerProvider(app: Http, { db, clock, origins, provider, mail }: ProviderRoutesDeps): void {
  app.get(
    PATHS.signInWays,
    { config: { access: 'public' }, schema: { response: { 200: SignInWays } } },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return { provider: provider && { name: provider.name }, mail: mail.sends };
    },
  );

  const onRequest = limitByAddress(app, { max: 60, timeWindow: 15 * MINUTE });

  function requireProvider(): Provider {
    if (!provider) throw new AppError('not-found', { detail: NO_PROVIDER });
    return provider;
  }

  /** Back to where one signs in, with what went wrong: a browser shows no problem document that helps anybody. */
  function sendBack(reply: FastifyReply, fault: SignInFault) {
    return reply.code(303).header('location', `${PATHS.signInPage}?fault=${fault}`).send();
  }

  app.get(
    PATHS.providerSignIn,
    { config: { access: 'public' }, onRequest, schema: { querystring: Begin } },
    async (request, reply) => {
      const deps = { db, clock, log: request.log, provider: requireProvider() };
      const { place = null } = request.query;
      reply.header('cache-control', 'no-store');
      try {
        const begun = await beginProviderSignIn(deps, place !== null && isStaffPage(place) ? place : null);
        const lasts = { now: clock.now(), until: begun.until };
        reply.header('set-cookie', toSetCookie('step', begun.secret, origins, lasts));
        return await reply.code(303).header('location', begun.url).send();
      } catch (error) {
        request.log.error({ err: error }, 'the other service cannot be reached');
        return sendBack(reply, 'away');
      }
    },
  );

  app.get(PATHS.providerAnswer, { config: { access: 'public' }, onRequest }, async (request, reply) => {
    const deps = { db, clock, log: request.log, provider: requireProvider() };
    const secret = readCookie('step', request.headers.cookie, origins) ?? '';
    const answer = new URL(request.raw.url ?? '', origins[0]);
    const visit = visitOf(request);
    const forget = toClearCookie('step', origins);
    reply.header('cache-control', 'no-store');
    try {
      const signedIn = await completeProviderSignIn(deps, { secret, answer }, visit);
      const { 'set-cookie': session = '', ...welcome } = toWelcome(signedIn, origins, clock.now());
      const location = signedIn.place ?? homeOf(signedIn.actor.role);
      return await reply
        .code(303)
        .headers(welcome)
        .header('set-cookie', [session, forget])
        .header('location', location)
        .send();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      reply.header('set-cookie', forget);
      return sendBack(reply, error.code === 'not-allowed' ? 'unknown' : 'failed');
    }
  });
}
