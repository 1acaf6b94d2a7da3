import { type ContactRecord, NEVER_HEARD } from './contact-record.ts';
import type { Watch } from './watch-branches.ts';

/**
 * What is left of a branch that no sender may beat for any more: its silence says nothing from then on, so nobody misses it.
 * An outage that patients were told of stays until a person ends it; that nobody can beat proves nothing of the line.
 */
function withdrawSender(record: ContactRecord): ContactRecord {
  if (record.state === 'lost' || record.state === 'recovering') return record;
  // The last beat of the old sender is no first beat of a new one.
  return { ...NEVER_HEARD, lastBeatAt: record.lastBeatAt };
}

/** The watch without what it expects of branches that have no sender. */
export function withoutSenders(watch: Watch, hasSender: (slug: string) => boolean): Watch {
  const gone = Object.entries(watch.contacts).flatMap(([slug, record]) => {
    if (record.state === null || hasSender(slug)) return [];
    const left = withdrawSender(record);
    return left === record ? [] : [[slug, left] as const];
  });
  return gone.length === 0 ? watch : { ...watch, contacts: { ...watch.contacts, ...Object.fromEntries(gone) } };
}
