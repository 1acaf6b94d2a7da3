import { checkNoticeControl, checkNoticeTick } from '../../shared/facts/check-incident.ts';
import { fromIso } from '../../shared/practice/instant.ts';
import type { CheckBody, NoticeControlBody, StoredAnswer } from '../../shared/wire/incident.ts';
import { findKnownBranches } from '../journal/known-branches.ts';
import type { WriteDeps, Written } from '../journal/write-once.ts';
import { type StaffRequest, storeFact } from './store-fact.ts';

export interface NoticeDeps extends WriteDeps {
  /** Slugs of the branches that the notice names now; none while it is down. */
  readonly named: () => readonly string[];
}

/** Holds the notice back or keeps it up for a while, or lets it follow its rule again. */
export function setNotice(deps: NoticeDeps, request: StaffRequest<NoticeControlBody>): Promise<Written<StoredAnswer>> {
  const { actor, body } = request;
  const named = deps.named();
  return storeFact(deps, ['notice'], request, async (sound, { db, now }) => ({
    faults: checkNoticeControl(sound, await findKnownBranches(db, sound.branches ?? []), named, now),
    toFact: () => ({
      kind: 'notice',
      at: now,
      actor: actor.id,
      control: body.control,
      until: body.until === undefined ? null : fromIso(body.until),
      branches: body.control === 'keep' ? (body.branches ?? named) : [],
      reason: body.reason?.trim() ?? null,
    }),
  }));
}

/** Ticks an item of the notice's checklist. */
export function checkNoticeItem(deps: WriteDeps, request: StaffRequest<CheckBody>): Promise<Written<StoredAnswer>> {
  const { actor, body } = request;
  return storeFact(deps, ['notice-check'], request, async (sound, { now }) => ({
    faults: checkNoticeTick(sound),
    toFact: () => ({ kind: 'check', incident: null, at: now, actor: actor.id, item: body.item, done: body.done }),
  }));
}
