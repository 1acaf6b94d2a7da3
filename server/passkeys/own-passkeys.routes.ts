import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  CreatedAnswer,
  CreateQuestion,
  Passkey,
  PasskeyAdded,
  PasskeyBody,
  PasskeyQuestion,
  Passkeys,
  SignQuestion,
} from '../../shared/wire/passkeys.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Http } from '../platform/http.ts';
import { describeDevice } from '../platform/device.ts';
import { requireActor } from '../platform/request-parts.ts';
import { type Owner, requireOwner } from '../sign-in/own-account.ts';
import {
  addPasskey,
  askForOneMore,
  listPasskeys,
  namePasskey,
  type OwnPasskeysDeps,
  removePasskey,
} from './own-passkeys.ts';
import { askToProve } from './prove-passkey.ts';

const Params = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ONE_PASSKEY = `${PATHS.ownPasskeys}/:id`;
const forPeople = { config: { access: 'reader' } } as const;
/** Whoever finds a phone that is signed in makes no passkey of their own. */
const forProved = { config: { access: 'reader', stepUp: true } } as const;

function ownerOf(request: FastifyRequest): Owner {
  return requireOwner(requireActor(request), request.ip);
}

/** The passkeys of one's own account. */
export function registerOwnPasskeys(app: Http, deps: OwnPasskeysDeps): void {
  const { db } = deps;

  app.get(PATHS.ownPasskeys, { ...forPeople, schema: { response: { 200: Passkeys } } }, async (request) => ({
    passkeys: await listPasskeys(db, ownerOf(request).id),
  }));

  app.post(
    PATHS.ownPasskeyQuestion,
    { ...forProved, schema: { body: PasskeyQuestion, response: { 200: CreateQuestion } } },
    async (request) => askForOneMore(deps, ownerOf(request).id),
  );

  app.post(
    PATHS.ownPasskeys,
    { ...forProved, schema: { body: CreatedAnswer, response: { 201: PasskeyAdded } } },
    async (request, reply) => {
      const owner = ownerOf(request);
      const added = await addPasskey(deps, owner, request.body, describeDevice(request.headers['user-agent']));
      logChange(request, owner, 'added', added.passkey.id);
      return reply.code(201).header('cache-control', 'no-store').send(added);
    },
  );

  app.put(
    ONE_PASSKEY,
    { ...forProved, schema: { params: Params, body: PasskeyBody, response: { 200: Passkey } } },
    async (request) => {
      const owner = ownerOf(request);
      const passkey = await namePasskey(deps, owner, request.params.id, request.body.name);
      logChange(request, owner, 'renamed', passkey.id);
      return passkey;
    },
  );

  app.delete(
    ONE_PASSKEY,
    { ...forProved, schema: { params: Params, response: { 204: Type.Null() } } },
    async (request, reply) => {
      const owner = ownerOf(request);
      await removePasskey(deps, owner, request.params.id);
      logChange(request, owner, 'removed', request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    PATHS.proofQuestion,
    { ...forPeople, schema: { body: PasskeyQuestion, response: { 200: SignQuestion } } },
    async (request) => askToProve(deps, ownerOf(request).id),
  );
}

function logChange(request: FastifyRequest, { id: actor, address }: Owner, outcome: string, passkey: string): void {
  request.log.info({ event: 'way', way: 'passkey', outcome, passkey, actor, address }, 'a passkey was changed');
}
