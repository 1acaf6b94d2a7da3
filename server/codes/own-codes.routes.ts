import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { AppAdded, AppBody, AppOffer, NoDetails, ProofBody, RecoveryCodes } from '../../shared/wire/codes.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Http } from '../platform/http.ts';
import { requireActor } from '../platform/request-parts.ts';
import { type Owner, requireOwner } from '../sign-in/own-account.ts';
import { addApp, beginApp, removeApp, renewRecoveryCodes } from './own-codes.ts';
import { type AnyProofDeps, prove } from './prove.ts';

export interface OwnCodesRoutesDeps extends AnyProofDeps {
  /** What apps show as whose account it is. */
  readonly practiceName: () => string;
}

const forProved = { config: { access: 'reader', stepUp: true } } as const;

function ownerOf(request: FastifyRequest): Owner {
  return requireOwner(requireActor(request), request.ip);
}

/** One's own app and recovery codes, and the proof that it is still oneself who changes them. */
export function registerOwnCodes(app: Http, deps: OwnCodesRoutesDeps): void {
  app.post(PATHS.ownApp, { ...forProved, schema: { body: NoDetails, response: { 200: AppOffer } } }, async (request) =>
    beginApp(deps, ownerOf(request), deps.practiceName()),
  );

  app.put(PATHS.ownApp, { ...forProved, schema: { body: AppBody, response: { 200: AppAdded } } }, async (request) => ({
    recoveryCodes: await addApp(deps, ownerOf(request), request.body.code),
  }));

  app.delete(PATHS.ownApp, { ...forProved, schema: { response: { 204: Type.Null() } } }, async (request, reply) => {
    await removeApp(deps, ownerOf(request));
    return reply.code(204).send(null);
  });

  app.post(
    PATHS.ownRecoveryCodes,
    { ...forProved, schema: { body: NoDetails, response: { 200: RecoveryCodes } } },
    async (request) => ({
      recoveryCodes: await renewRecoveryCodes(deps, ownerOf(request)),
    }),
  );

  app.post(
    PATHS.proof,
    { config: { access: 'reader' }, schema: { body: ProofBody, response: { 204: Type.Null() } } },
    async (request, reply) => {
      await prove(deps, ownerOf(request), request.body);
      return reply.code(204).send(null);
    },
  );
}
