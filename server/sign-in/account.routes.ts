import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Account, OthersEnded } from '../../shared/wire/account.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import type { Http } from '../platform/http.ts';
import { requireActor } from '../platform/request-parts.ts';
import {
  endOtherSessions,
  endOwnSession,
  type Owner,
  type PracticeNames,
  readOwnAccount,
  requireOwner,
} from './own-account.ts';

export interface AccountRoutesDeps extends PracticeNames {
  readonly db: Db;
  readonly clock: Clock;
}

const SessionParams = Type.Object({ id: Type.String({ format: 'uuid' }) });
const forPeople = { config: { access: 'reader' } } as const;

function ownerOf(request: FastifyRequest): Owner {
  return requireOwner(requireActor(request), request.ip);
}

/** One's own account: who one is here, and where one is signed in. */
export function registerAccount(app: Http, deps: AccountRoutesDeps): void {
  const { db, clock } = deps;

  app.get(PATHS.account, { ...forPeople, schema: { response: { 200: Account } } }, async (request) =>
    readOwnAccount(db, ownerOf(request), deps, clock.now()),
  );

  app.delete(
    `${PATHS.ownSessions}/:id`,
    { ...forPeople, schema: { params: SessionParams, response: { 204: Type.Null() } } },
    async (request, reply) => {
      await endOwnSession(db, ownerOf(request), request.params.id, clock.now());
      return reply.code(204).send(null);
    },
  );

  app.delete(PATHS.ownSessions, { ...forPeople, schema: { response: { 200: OthersEnded } } }, async (request) => ({
    ended: await endOtherSessions(db, ownerOf(request), clock.now()),
  }));
}
