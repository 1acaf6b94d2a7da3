import type { Page } from 'playwright-core';
import { NEW_STATE } from '../../shared/outbox/decide-entry.ts';
import type { EntryState, OutboxEntry } from '../../shared/outbox/entry.ts';
import { bySam } from './lead-phone.ts';
import { SESSIONS } from './staff-page-server.ts';

/** An entry of the lead who is signed in. */
function entryOf(state: EntryState, part: Partial<OutboxEntry> = {}): OutboxEntry {
  const key = part.key ?? `${state.kind}-${'why' in state ? state.why : ''}`;
  return {
    key,
    order: 1,
    person: SESSIONS.lead.id,
    branch: 'clayton',
    branchName: 'Clayton Surgery',
    content: { it: { internet: 'down', phones: 'working' } },
    seen: 5,
    made: { life: 'before', monotonic: 0, wall: Date.now() - 720_000, word: null },
    waited: true,
    state,
    draft: null,
    ...part,
  };
}

const changed = [bySam('it.internet', 'working')];

/** One in each state in which an entry can be seen. */
export const EVERY_STATE: readonly OutboxEntry[] = [
  entryOf({ kind: 'sent', seq: 9, at: '2019-12-31T10:30:00.000Z', overrode: changed }, { order: 1 }),
  entryOf(
    { kind: 'refused', why: 'no-right', detail: 'You may not report for this branch.', faults: [] },
    { order: 2, content: { access: 'closed' } },
  ),
  entryOf({ kind: 'changed', seq: 700, clashes: changed, isStored: true }, { order: 3 }),
  entryOf(
    { ...NEW_STATE, kind: 'waiting', why: 'busy', detail: 'Too many requests. Try again in a minute.', merged: 0 },
    { order: 4, content: { gps: { expected: 8, offSick: 4, away: 0, locums: 0 } } },
  ),
  entryOf(
    { kind: 'waiting', why: 'signed-out', detail: null, merged: 0 },
    { order: 5, content: { message: 'Please phone first.' } },
  ),
  entryOf(
    { kind: 'waiting', why: 'no-connection', detail: null, merged: 0 },
    { order: 6, key: 'others', person: 'somebody-else' },
  ),
];

/** Puts entries into the outbox of a phone, which the page has opened before. */
export function putEntries(page: Page, entries: readonly OutboxEntry[]): Promise<void> {
  return page.evaluate(async (all) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error));
      });
    const db = await done(indexedDB.open('branchboard-outbox'));
    const store = db.transaction('entries', 'readwrite').objectStore('entries');
    for (const entry of all) await done(store.put(entry));
    db.close();
  }, entries);
}
