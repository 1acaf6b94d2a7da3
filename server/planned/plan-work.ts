import { checkPlanned } from '../../shared/facts/check-planned.ts';
import type { StoredAnswer } from '../../shared/wire/incident.ts';
import type { CancelPlannedBody, PlannedBody } from '../../shared/wire/planned.ts';
import { type StaffRequest, storeFact } from '../incident/store-fact.ts';
import { findKnownBranches } from '../journal/known-branches.ts';
import type { WriteDeps, Written } from '../journal/write-once.ts';
import { AppError } from '../platform/errors.ts';
import { readPlannedFacts } from './planned.queries.ts';

/** Plans work; its id is the seq of the fact. */
export function planWork(deps: WriteDeps, request: StaffRequest<PlannedBody>): Promise<Written<StoredAnswer>> {
  const { actor, body } = request;
  return storeFact(deps, ['planned'], request, async (sound, { db, now, seq }) => ({
    faults: checkPlanned(sound, await findKnownBranches(db, sound.branches ?? []), now),
    toFact: () => ({
      kind: 'planned',
      planned: seq,
      at: now,
      actor: actor.id,
      work: {
        title: body.title.trim(),
        branches: body.branches,
        services: body.services,
        from: Date.parse(body.from),
        to: Date.parse(body.to),
      },
    }),
  }));
}

/** Calls it off. Throws `not-found`, and `already-done` when somebody has. */
export function cancelWork(
  deps: WriteDeps,
  id: number,
  request: StaffRequest<CancelPlannedBody>,
): Promise<Written<StoredAnswer>> {
  const { actor } = request;
  return storeFact(deps, ['cancel-planned', id], request, async (_sound, { db, now }) => {
    const said = id > 0 ? await readPlannedFacts(db, id) : [];
    if (said.length === 0) {
      throw new AppError('not-found', { detail: 'There is no such planned work. Nothing was saved.' });
    }
    if (said.some((fact) => fact.kind === 'planned' && fact.work === null)) {
      throw new AppError('already-done', { detail: 'This work was called off already. Nothing was saved.' });
    }
    return { faults: [], toFact: () => ({ kind: 'planned', planned: id, at: now, actor: actor.id, work: null }) };
  });
}
