import { expect, test } from 'vitest';
import { createSteppedClock } from '../../server/platform/stepped-clock.ts';
import { NEW_STATE } from '../../shared/outbox/decide-entry.ts';
import { MINUTE, SECOND, toIso } from '../../shared/practice/instant.ts';
import { openEntryStore } from '../../web/outbox/entries.store.ts';
import type { OutboxEnvironment } from '../../web/outbox/outbox-environment.ts';
import { sendAlone } from '../../web/outbox/send-outbox.ts';

const MORNING = Date.UTC(2019, 11, 31, 10, 5);

test('what a phone that fell asleep sends again says how long ago it was said', async () => {
  const clock = createSteppedClock(MORNING);
  const bodies: { madeSecondsAgo?: number }[] = [];
  const stored = { seq: 7, at: toIso(MORNING), notApplied: [], overrode: [] };
  const environment: OutboxEnvironment = {
    async request({ body }) {
      bodies.push(JSON.parse(body ?? ''));
      if (bodies.length > 1) return { status: 201, header: () => null, text: async () => JSON.stringify(stored) };
      clock.advance(40 * MINUTE);
      throw new TypeError('Failed to fetch');
    },
    get: async () => ({ status: 200, header: () => null, json: async () => ({ now: toIso(clock.now()) }) }),
    after: clock.after,
    // It stands still while the phone sleeps.
    monotonic: () => 0,
    deviceClock: clock.now,
    random: () => 0.5,
    newKey: () => 'life',
  };
  const time = () => ({ life: 'life', monotonic: 0, wall: clock.now() });
  const made = { ...time(), word: { ...time(), now: clock.now() } };
  const store = await openEntryStore();
  const said = {
    key: 'one',
    person: 'sam',
    branch: 'clayton',
    branchName: 'Clayton',
    seen: 3,
    waited: false,
    draft: null,
  };
  await store.add({ ...said, content: { it: { internet: 'down' } }, made, state: NEW_STATE });

  const sender = { environment, store, time, word: () => null, onChange: () => {} };
  expect(await sendAlone(sender, 'sam')).toBe('later');
  clock.advance(1 * SECOND);
  expect(await sendAlone(sender, 'sam')).toBe('done');
  expect(bodies.map(({ madeSecondsAgo }) => madeSecondsAgo)).toEqual([undefined, 40 * 60 + 1]);
});
