import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Account, OthersEnded } from '../../shared/wire/account.ts';
import { PasswordBody } from '../../shared/wire/codes.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Http } from '../platform/http.ts';
import { requireActor } from '../platform/request-parts.ts';
import { changePassword, type PasswordDeps } from './change-password.ts';
import {
  endOtherSessions,
  endOwnSession,
  type Owner,
  type PracticeNames,
  readOwnAccount,
  requireOwner,
} from './own-account.ts';

export interface AccountRoutesDeps extends PracticeNames, PasswordDeps {}

const SessionParams = Type.Object({ id: Type.String({ format: 'uuid' }) });
const forPeople = { config: { access: 'reader' } } as const;
const forProved = { config: { access: 'reader', stepUp: true } } as const;

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
    { ...forProved, schema: { params: SessionParams, response: { 204: Type.Null() } } },
    async (request, reply) => {
      await endOwnSession(db, ownerOf(request), request.params.id, clock.now());
      return reply.code(204).send(null);
    },
  );

  app.delete(PATHS.ownSessions, { ...forProved, schema: { response: { 200: OthersEnded } } }, async (request) => ({
    ended: await endOtherSessions(db, ownerOf(request), clock.now()),
  }));

  app.put(
    PATHS.ownPassword,
    { ...forProved, schema: { body: PasswordBody, response: { 204: Type.Null() } } },
    async (request, reply) => {
      await changePassword(deps, ownerOf(request), request.body.password);
      return reply.code(204).send(null);
    },
  );
}
