import { Type } from 'typebox';
import { StoredAnswer } from '../../shared/wire/incident.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { StaffWatch } from '../../shared/wire/staff-watch.ts';
import type { Http } from '../platform/http.ts';
import { requireActor } from '../platform/request-parts.ts';
import { type AcceptDeps, acceptCause } from './accept-cause.ts';
import type { Evaluator } from './evaluator.ts';
import { toStaffWatch } from './to-staff-watch.ts';

export interface WatchRoutesDeps extends AcceptDeps {
  readonly evaluator: Pick<Evaluator, 'seen' | 'now'>;
}

const CauseParams = Type.Object({ cause: Type.String({ maxLength: 200 }) });

/** How the automatic checks stand, and what staff make of what they offer. */
export function registerWatch(app: Http, { evaluator, ...deps }: WatchRoutesDeps): void {
  app.get(
    PATHS.staffWatch,
    { config: { access: 'display' }, schema: { response: { 200: StaffWatch } } },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return toStaffWatch(evaluator.seen(), deps.board.board(), evaluator.now());
    },
  );

  app.post(
    `${PATHS.causes}/:cause/accept`,
    {
      config: { access: 'operations' },
      schema: { params: CauseParams, response: { 200: StoredAnswer, 201: StoredAnswer } },
    },
    async (request, reply) => {
      const { status, answer } = await acceptCause(deps, requireActor(request), request.params.cause);
      return reply.code(status).send(answer);
    },
  );
}
