import { type Instant, MINUTE } from '../practice/instant.ts';
import type { CauseAction, CauseRecord, CauseStep, SharedChild, SharedIncident } from './cause-record.ts';
import { ANNOUNCE_AFTER, FOLD_IN, openFailures } from './group-failures.ts';

const ANNOUNCE_EVERY = 5 * MINUTE;
const CLOSE_AFTER = 10 * MINUTE;

function joinLater(record: CauseRecord, incident: SharedIncident): [SharedIncident, CauseAction[]] {
  const children: { [branch: string]: SharedChild } = { ...incident.children };
  const unannounced = new Set(incident.unannounced);
  const actions: CauseAction[] = [];
  for (const { branch, since } of openFailures(record)) {
    const child = children[branch];
    // One that failed long before has an incident of its own.
    if (child?.wellAt === null || incident.openedAt - since > FOLD_IN) continue;
    children[branch] = { since: child?.since ?? since, wellAt: null };
    unannounced.add(branch);
    actions.push({ do: 'join', branch, since });
  }
  return [{ ...incident, children, unannounced: [...unannounced] }, actions];
}

function isAnnounceDue({ openedAt, announcedAt }: SharedIncident, now: Instant): boolean {
  return announcedAt === null ? now - openedAt >= ANNOUNCE_AFTER : now - announcedAt >= ANNOUNCE_EVERY;
}

/** Takes an open incident on to `now`: who joined, what is told, whether it is over. */
export function followShared(record: CauseRecord, open: SharedIncident, now: Instant): CauseStep {
  const [incident, actions] = joinLater(record, open);
  const affected = Object.keys(incident.children).filter((branch) => incident.children[branch]?.wellAt === null);
  const wellAt = Math.max(...Object.values(incident.children).map((child) => child.wellAt ?? 0));
  if (affected.length === 0 && now - wellAt >= CLOSE_AFTER) {
    return { record: { ...record, settledAt: now, incident: null }, actions: [...actions, { do: 'close' }] };
  }
  const isNews = incident.unannounced.some((branch) => affected.includes(branch));
  if (!isNews || !isAnnounceDue(incident, now)) return { record: { ...record, incident }, actions };
  return {
    record: { ...record, incident: { ...incident, announcedAt: now, unannounced: [] } },
    actions: [...actions, { do: 'announce', branches: affected }],
  };
}
