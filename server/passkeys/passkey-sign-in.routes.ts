import { MINUTE } from '../../shared/practice/instant.ts';
import { PasskeyQuestion, SignedAnswer, SignQuestion } from '../../shared/wire/passkeys.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { Session } from '../../shared/wire/session.ts';
import { toSession } from '../access/to-session.ts';
import type { Http } from '../platform/http.ts';
import { visitOf } from '../platform/request-parts.ts';
import { limitByAddress } from '../platform/limit-by-address.ts';
import { toWelcome } from '../sign-in/welcome.ts';
import type { PasskeyDeps } from './passkey-deps.ts';
import { askToSignIn, signInByPasskey } from './sign-in-by-passkey.ts';

/** Nobody finds a signature by trying; this is there against a flood. A practice, and a phone company, share an address. */
const LIMIT = { max: 300, timeWindow: 15 * MINUTE };

/** Signing in by a passkey. */
export function registerPasskeySignIn(app: Http, deps: PasskeyDeps): void {
  const { clock, origins } = deps;

  app.post(
    PATHS.passkeyQuestion,
    {
      config: { access: 'public' },
      onRequest: limitByAddress(app, LIMIT),
      schema: { body: PasskeyQuestion, response: { 200: SignQuestion } },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return askToSignIn(deps);
    },
  );

  app.post(
    PATHS.passkeySession,
    {
      config: { access: 'public' },
      onRequest: limitByAddress(app, LIMIT),
      schema: { body: SignedAnswer, response: { 200: Session } },
    },
    async ({ body, ip, headers, log }, reply) => {
      const visit = visitOf({ ip, headers });
      const signedIn = await signInByPasskey({ ...deps, log }, body, visit);
      reply.headers(toWelcome(signedIn, origins, clock.now()));
      return toSession(signedIn.actor);
    },
  );
}
