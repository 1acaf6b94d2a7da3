import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { PATHS } from '../../shared/wire/paths.ts';
import { NewSender, NewSenderBody, Senders } from '../../shared/wire/senders.ts';
import type { SenderTokens } from '../access/sender-tokens.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import type { Http } from '../platform/http.ts';
import { doerOf, requireActor } from '../platform/request-parts.ts';
import { issueSender, listSenders, revokeSender } from './issue-sender.ts';

export interface SendersRoutesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly senders: Pick<SenderTokens, 'forget'>;
}

const SenderParams = Type.Object({ id: Type.String({ format: 'uuid' }) });
const forOperations = { config: { access: 'operations', branch: 'any' } } as const;
/** Whoever finds a computer of the office that is signed in lets nobody in. */
const forProved = { config: { access: 'operations', branch: 'any', stepUp: true } } as const;

/** The tokens that senders beat with. */
export function registerSenders(app: Http, { db, clock, senders }: SendersRoutesDeps): void {
  app.get(PATHS.senders, { ...forOperations, schema: { response: { 200: Senders } } }, async () => ({
    senders: await listSenders(db),
  }));

  app.post(
    PATHS.senders,
    { ...forProved, schema: { body: NewSenderBody, response: { 201: NewSender } } },
    async (request, reply) => {
      const issued = await issueSender(db, doerOf(request), request.body.branch, clock.now());
      senders.forget();
      logChange(request, 'issued', issued.sender.id);
      return reply.code(201).send(issued);
    },
  );

  app.delete(
    `${PATHS.senders}/:id`,
    { ...forProved, schema: { params: SenderParams, response: { 204: Type.Null() } } },
    async (request, reply) => {
      await revokeSender(db, doerOf(request), request.params.id, clock.now());
      senders.forget();
      logChange(request, 'revoked', request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function logChange(request: FastifyRequest, outcome: string, sender: string): void {
  const actor = requireActor(request).id;
  request.log.info({ event: 'sender', outcome, sender, actor, address: request.ip }, 'tokens of senders changed');
}
