import { MINUTE } from '../../shared/practice/instant.ts';
import { CodeBody, MailCodeAnswer, MailCodeBody } from '../../shared/wire/codes.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { Session } from '../../shared/wire/session.ts';
import { toSession } from '../access/to-session.ts';
import type { Http } from '../platform/http.ts';
import { visitOf } from '../platform/request-parts.ts';
import { limitByAddress } from '../platform/limit-by-address.ts';
import { toWelcome } from '../sign-in/welcome.ts';
import type { CodesDeps } from './codes-deps.ts';
import { mailCodeOfStep, mailCodeTo } from './mail-code.ts';
import { signInByCode } from './sign-in-by-code.ts';

/** Tries are counted for all processes by the verbs; this is there against a flood. A practice shares one address. */
const LIMIT = { max: 300, timeWindow: 15 * MINUTE };

/** Signing in by a code, beside a password or alone. */
export function registerCodeSignIn(app: Http, deps: CodesDeps & { readonly origins: readonly string[] }): void {
  const { clock, origins } = deps;

  app.post(
    PATHS.mailCode,
    {
      config: { access: 'public' },
      onRequest: limitByAddress(app, LIMIT),
      schema: { body: MailCodeBody, response: { 202: MailCodeAnswer } },
    },
    async ({ body, ip }, reply) => {
      const step = await ('step' in body ? mailCodeOfStep(deps, body.step, ip) : mailCodeTo(deps, body.email, ip));
      return reply.code(202).header('cache-control', 'no-store').send({ step });
    },
  );

  app.post(
    PATHS.sessionCode,
    {
      config: { access: 'public' },
      onRequest: limitByAddress(app, LIMIT),
      schema: { body: CodeBody, response: { 200: Session } },
    },
    async ({ body, ip, headers, log }, reply) => {
      const visit = visitOf({ ip, headers });
      const signedIn = await signInByCode({ ...deps, log }, body, visit);
      reply.headers(toWelcome(signedIn, origins, clock.now()));
      return toSession(signedIn.actor);
    },
  );
}
