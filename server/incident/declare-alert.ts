import { checkAlert } from '../../shared/facts/check-incident.ts';
import type { AlertBody, StoredAnswer } from '../../shared/wire/incident.ts';
import { findKnownBranches } from '../journal/known-branches.ts';
import type { WriteDeps, Written } from '../journal/write-once.ts';
import { type StaffRequest, storeFact } from './store-fact.ts';

/** Declares an alert state for today beside the calculated one, or takes it back. */
export function declareAlert(deps: WriteDeps, request: StaffRequest<AlertBody>): Promise<Written<StoredAnswer>> {
  const { actor, body } = request;
  return storeFact(deps, ['alert'], request, async (sound, { db, now }) => ({
    faults: checkAlert(sound, await findKnownBranches(db, typeof sound.branch === 'string' ? [sound.branch] : [])),
    toFact: () => ({
      kind: 'alert',
      at: now,
      actor: actor.id,
      branch: body.branch,
      state: body.state,
      reason: body.reason?.trim() ?? null,
    }),
  }));
}
