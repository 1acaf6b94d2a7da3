import { expect, test } from 'vitest';
import { NEVER_HEARD } from '../../shared/contact/contact-record.ts';
import { EMPTY_WATCH } from '../../shared/contact/watch-branches.ts';
import { withoutSenders } from '../../shared/contact/withdraw-sender.ts';

const BEAT_AT = 1_000;

test.each([
  ['heard', null],
  ['late', null],
  ['suspect', null],
  ['lost', 'lost'],
  ['recovering', 'recovering'],
  [null, null],
] as const)('a branch that was %s is %s once nobody may beat for it', (state, left) => {
  const record = { ...NEVER_HEARD, state, lastBeatAt: BEAT_AT };
  const watch = { ...EMPTY_WATCH, contacts: { clayton: record, yaxham: record } };
  const { contacts } = withoutSenders(watch, (slug) => slug === 'yaxham');
  expect(contacts['clayton']).toMatchObject({ state: left, lastBeatAt: BEAT_AT });
  expect(contacts['yaxham']).toBe(record);
});

test('a watch that expects nothing of a branch without a sender stays the same', () => {
  const watch = { ...EMPTY_WATCH, contacts: { clayton: NEVER_HEARD } };
  expect(withoutSenders(watch, () => false)).toBe(watch);
});
