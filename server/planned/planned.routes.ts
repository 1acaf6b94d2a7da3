import { Type } from 'typebox';
import { StoredAnswer } from '../../shared/wire/incident.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { CancelPlannedBody, PlannedBody } from '../../shared/wire/planned.ts';
import type { WriteDeps } from '../journal/write-once.ts';
import type { Http } from '../platform/http.ts';
import { headerOf, requireActor, shapeFaultsOf } from '../platform/request-parts.ts';
import { cancelWork, planWork } from './plan-work.ts';

const PLANNED_ID = /^[1-9]\d{0,14}$/;
/** What operations may say; the verbs name the faults of header, shape and content in one list. */
const options = { config: { access: 'operations', branch: 'any' } as const, attachValidation: true };
const response = { 200: StoredAnswer, 201: StoredAnswer };

/** What operations plan. Everybody reads it on the board. */
export function registerPlanned(app: Http, deps: WriteDeps): void {
  app.post(PATHS.planned, { ...options, schema: { body: PlannedBody, response } }, async (request, reply) => {
    const { status, answer } = await planWork(deps, {
      actor: requireActor(request),
      key: headerOf(request, 'idempotency-key'),
      body: request.body,
      shapeFaults: shapeFaultsOf(request),
    });
    return reply.code(status).send(answer);
  });

  app.post(
    `${PATHS.planned}/:id/cancel`,
    { ...options, schema: { body: CancelPlannedBody, params: Type.Object({ id: Type.String() }), response } },
    async (request, reply) => {
      const { id } = request.params;
      const { status, answer } = await cancelWork(deps, PLANNED_ID.test(id) ? Number(id) : 0, {
        actor: requireActor(request),
        key: headerOf(request, 'idempotency-key'),
        body: request.body,
        shapeFaults: shapeFaultsOf(request),
      });
      return reply.code(status).send(answer);
    },
  );
}
