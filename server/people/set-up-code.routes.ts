import { MINUTE } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { SetUpCodeAnswer, SetUpCodeBody } from '../../shared/wire/set-up-code.ts';
import type { Clock } from '../platform/clock.ts';
import type { Http } from '../platform/http.ts';
import { limitByAddress } from '../platform/limit-by-address.ts';
import { type SetUpCodeDeps, tradeSetUpCode } from './set-up-code.ts';

/** The code of a printed invitation, for whoever cannot scan it. */
export function registerSetUpCode(app: Http, { clock, ...deps }: SetUpCodeDeps & { readonly clock: Clock }): void {
  app.post(
    PATHS.setUpCode,
    {
      config: { access: 'public' },
      onRequest: limitByAddress(app, { max: 60, timeWindow: 15 * MINUTE }),
      schema: { body: SetUpCodeBody, response: { 200: SetUpCodeAnswer } },
    },
    async ({ body, ip }, reply) => {
      reply.header('cache-control', 'no-store');
      return { token: await tradeSetUpCode(deps, body.code, ip, clock.now()) };
    },
  );
}
