import type { Instant } from '../practice/instant.ts';
import {
  type CauseAction,
  type CauseChange,
  type CauseKey,
  type CauseRecord,
  type CauseStep,
  NO_FAILURES,
} from './cause-record.ts';
import { followShared } from './follow-shared.ts';
import { groupFailures, openShared } from './group-failures.ts';

/** All causes that anything fails or failed for, by key. Plain JSON. */
export interface Causes {
  readonly [cause: CauseKey]: CauseRecord;
}

export interface CausesResult {
  readonly causes: Causes;
  readonly actions: readonly (CauseAction & { readonly cause: CauseKey })[];
}

function without(failing: CauseRecord['failing'], branch: string): CauseRecord['failing'] {
  return Object.fromEntries(Object.entries(failing).filter(([other]) => other !== branch));
}

function takeChange(record: CauseRecord, { branch, failing, at }: CauseChange): CauseStep {
  const fails = record.failing[branch] !== undefined;
  if (failing)
    return { record: fails ? record : { ...record, failing: { ...record.failing, [branch]: at } }, actions: [] };
  const kept = { ...record, failing: without(record.failing, branch) };
  const child = record.incident?.children[branch];
  if (!record.incident || !child || child.wellAt !== null) return { record: kept, actions: [] };
  const children = { ...record.incident.children, [branch]: { ...child, wellAt: at } };
  return {
    record: { ...kept, incident: { ...record.incident, children } },
    actions: [{ do: 'well', branch, wellAt: at }],
  };
}

function decideCause(before: CauseRecord, changes: readonly CauseChange[], now: Instant, heard: number): CauseStep {
  const actions: CauseAction[] = [];
  let record = before;
  for (const change of changes) {
    const step = takeChange(record, change);
    record = step.record;
    actions.push(...step.actions);
  }
  const step = record.incident ? followShared(record, record.incident, now) : groupFailures(record, now, heard);
  return { record: step.record, actions: [...actions, ...step.actions] };
}

/** What branches that fail together are: nothing, an offer, or one incident. `heard` counts the branches heard from. */
export function decideCauses(
  causes: Causes,
  changes: readonly CauseChange[],
  now: Instant,
  heard: number,
): CausesResult {
  const keys = new Set([...(Object.keys(causes) as CauseKey[]), ...changes.map(({ cause }) => cause)]);
  const next: { [cause: CauseKey]: CauseRecord } = {};
  const actions: CausesResult['actions'][number][] = [];
  for (const cause of keys) {
    const own = changes.filter((change) => change.cause === cause);
    const step = decideCause(causes[cause] ?? NO_FAILURES, own, now, heard);
    next[cause] = step.record;
    actions.push(...step.actions.map((action) => ({ cause, ...action })));
  }
  return { causes: next, actions };
}

/** A person took the offer: what fails for this cause is one incident from now on. */
export function acceptShared(causes: Causes, cause: CauseKey, now: Instant): CausesResult {
  const record = causes[cause];
  if (!record || record.incident || Object.keys(record.failing).length === 0) return { causes, actions: [] };
  const step = openShared(record, now);
  return { causes: { ...causes, [cause]: step.record }, actions: step.actions.map((action) => ({ cause, ...action })) };
}

/** A person closed it. Branches that still fail do not open it again, unless they fail anew. */
export function closeShared(causes: Causes, cause: CauseKey, now: Instant): CausesResult {
  const record = causes[cause];
  if (!record?.incident) return { causes, actions: [] };
  const closed = { ...record, settledAt: now, incident: null };
  return { causes: { ...causes, [cause]: closed }, actions: [{ cause, do: 'close' }] };
}

/** Alerts about single branches are held while one incident speaks for them. */
export function isAlertHeld(causes: Causes, cause: CauseKey, branch: string): boolean {
  return causes[cause]?.incident?.children[branch]?.wellAt === null;
}
