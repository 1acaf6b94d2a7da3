import { Type } from 'typebox';
import { PATHS } from '../../shared/wire/paths.ts';
import { ApiTokens } from '../../shared/wire/tokens.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import type { Http } from '../platform/http.ts';
import { doerOf, requireActor } from '../platform/request-parts.ts';
import { listTokens, revokeToken } from './list-tokens.ts';

const TokenParams = Type.Object({ id: Type.String({ format: 'uuid' }) });
const forOperations = { config: { access: 'operations', branch: 'any' } } as const;
/** Whoever finds a computer of the office that is signed in lets nobody in. */
const forProved = { config: { access: 'operations', branch: 'any', stepUp: true } } as const;

/** What programs sign in with. They are made by a command on the machine. */
export function registerTokens(app: Http, { db, clock }: { readonly db: Db; readonly clock: Clock }): void {
  app.get(PATHS.tokens, { ...forOperations, schema: { response: { 200: ApiTokens } } }, async () => ({
    tokens: await listTokens(db, clock.now()),
  }));

  app.delete(
    `${PATHS.tokens}/:id`,
    { ...forProved, schema: { params: TokenParams, response: { 204: Type.Null() } } },
    async (request, reply) => {
      const { id } = request.params;
      await revokeToken(db, doerOf(request), id, clock.now());
      const actor = requireActor(request).id;
      request.log.info(
        { event: 'token', outcome: 'revoked', token: id, actor, address: request.ip },
        'API token revoked',
      );
      return reply.code(204).send(null);
    },
  );
}
