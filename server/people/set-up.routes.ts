import { MINUTE } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { CreateQuestion } from '../../shared/wire/passkeys.ts';
import { Session, SetUpBody, SetUpOffer, SetUpPasskeyBody, SetUpQuestion } from '../../shared/wire/session.ts';
import { toSession } from '../access/to-session.ts';
import type { Http } from '../platform/http.ts';
import { visitOf } from '../platform/request-parts.ts';
import { limitByAddress } from '../platform/limit-by-address.ts';
import { toWelcome } from '../sign-in/welcome.ts';
import { completeSetUp, readSetUp } from './set-up.ts';
import type { SetUpDeps } from './set-up-deps.ts';
import { askForSetUpPasskey } from './set-up-passkey.ts';

/** The links by which people set up their account. */
export function registerSetUp(app: Http, deps: SetUpDeps): void {
  const { clock, origins } = deps;
  const limitSetUps = limitByAddress(app, { max: 60, timeWindow: 15 * MINUTE });

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
    PATHS.setUpPasskey,
    {
      config: { access: 'public' },
      onRequest: limitSetUps,
      schema: { body: SetUpPasskeyBody, response: { 200: CreateQuestion } },
    },
    async ({ body }, reply) => {
      reply.header('cache-control', 'no-store');
      return askForSetUpPasskey(deps, body);
    },
  );

  app.post(
    PATHS.setUp,
    {
      config: { access: 'public' },
      onRequest: limitSetUps,
      schema: { body: SetUpBody, response: { 201: Session } },
    },
    async ({ body, ip, headers, log }, reply) => {
      const visit = visitOf({ ip, headers });
      const signedIn = await completeSetUp({ ...deps, log }, body, visit);
      return reply
        .code(201)
        .headers(toWelcome(signedIn, origins, clock.now()))
        .send(toSession(signedIn.actor));
    },
  );
}
