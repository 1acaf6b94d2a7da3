import { checkEscalation, checkIncidentSays, checkResolve, nextUpdateAt } from '../../shared/facts/check-incident.ts';
import type { IncidentSays } from '../../shared/facts/incident.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type {
  CheckBody,
  EscalationBody,
  IncidentBody,
  IncidentUpdateBody,
  ResolveBody,
  StoredAnswer,
} from '../../shared/wire/incident.ts';
import { findKnownBranches } from '../journal/known-branches.ts';
import type { WriteDeps, Written } from '../journal/write-once.ts';
import { requireIncident, requireOpenIncident } from './open-incident.ts';
import { type StaffRequest, storeFact } from './store-fact.ts';

/** The fields of a body that are said as they are; texts are trimmed. */
function toSays(body: IncidentUpdateBody, now: Instant): IncidentSays {
  const { title, severity, branches, services, affected, shown, nextUpdateInMinutes, staff } = body;
  const promised = nextUpdateAt(nextUpdateInMinutes, now);
  return {
    ...(title !== undefined && { title: title.trim() }),
    ...(severity !== undefined && { severity }),
    ...(branches !== undefined && { branches }),
    ...(services !== undefined && { services }),
    ...(affected !== undefined && { affected }),
    ...(shown !== undefined && { shown }),
    ...(body.public !== undefined && { public: body.public.trim() }),
    ...(staff !== undefined && { staff: staff.trim() }),
    ...(promised !== undefined && { nextUpdateAt: promised }),
  };
}

/** Declares an incident; its id is the seq of the fact that opens it. */
export function declareIncident(deps: WriteDeps, request: StaffRequest<IncidentBody>): Promise<Written<StoredAnswer>> {
  const { actor, body } = request;
  return storeFact(deps, ['incident'], request, async (sound, { db, now, seq }) => ({
    faults: checkIncidentSays(sound, await findKnownBranches(db, sound.branches ?? []), null),
    toFact: () => ({ kind: 'incident', incident: seq, at: now, actor: actor.id, ...toSays(body, now) }),
  }));
}

/** Says more of an open incident, or says it otherwise. Throws `not-found` and `already-done` too. */
export function updateIncident(
  deps: WriteDeps,
  id: number,
  request: StaffRequest<IncidentUpdateBody>,
): Promise<Written<StoredAnswer>> {
  const { actor, body } = request;
  return storeFact(deps, ['update', id], request, async (sound, { db, now }) => {
    const { incident, saidAt } = await requireOpenIncident(db, id);
    const at = Math.max(now, saidAt);
    return {
      faults: checkIncidentSays(sound, await findKnownBranches(db, sound.branches ?? []), incident.branches),
      toFact: () => ({ kind: 'incident', incident: id, at, actor: actor.id, ...toSays(body, at) }),
    };
  });
}

/** Records whom an incident was escalated to; also of one that is over, since some are told afterwards. */
export function escalateIncident(
  deps: WriteDeps,
  id: number,
  request: StaffRequest<EscalationBody>,
): Promise<Written<StoredAnswer>> {
  const { actor, body } = request;
  return storeFact(deps, ['escalation', id], request, async (sound, { db, now }) => {
    const { saidAt } = await requireIncident(db, id);
    return {
      faults: checkEscalation(sound),
      toFact: () => ({
        kind: 'incident',
        incident: id,
        at: Math.max(now, saidAt),
        actor: actor.id,
        escalation: { to: body.to, reference: body.reference?.trim() ?? null },
        ...(body.staff !== undefined && { staff: body.staff.trim() }),
      }),
    };
  });
}

/** Ticks an item of the incident's checklist; also of one that is over. */
export function checkIncidentItem(
  deps: WriteDeps,
  id: number,
  request: StaffRequest<CheckBody>,
): Promise<Written<StoredAnswer>> {
  const { actor, body } = request;
  return storeFact(deps, ['check', id], request, async (_sound, { db, now }) => {
    const { saidAt } = await requireIncident(db, id);
    const at = Math.max(now, saidAt);
    return {
      faults: [],
      toFact: () => ({ kind: 'check', incident: id, at, actor: actor.id, item: body.item, done: body.done }),
    };
  });
}

/** Ends an incident. Throws `already-done` when somebody has. */
export function resolveIncident(
  deps: WriteDeps,
  id: number,
  request: StaffRequest<ResolveBody>,
): Promise<Written<StoredAnswer>> {
  const { actor, body } = request;
  return storeFact(deps, ['resolve', id], request, async (sound, { db, now }) => {
    const { saidAt } = await requireOpenIncident(db, id);
    const at = Math.max(now, saidAt);
    return {
      faults: checkResolve(sound),
      toFact: () => ({ kind: 'incident', incident: id, at, actor: actor.id, ...toSays(body, at), resolved: true }),
    };
  });
}
