import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { type DeviceTime, madeAgo, type MadeMoment } from '../../shared/outbox/made-ago.ts';
import { toRequest } from '../../shared/outbox/to-request.ts';
import { london } from '../support/facts.ts';

const NINE = london('2019-12-31 09:00');

/** A phone whose clocks do what they like. */
function phone(wrongBy = 0) {
  let time = NINE;
  let monotonic = 5_000;
  let offset = wrongBy;
  let life = 'a';
  const device = (): DeviceTime => ({ life, monotonic, wall: time + offset });
  return {
    passes(ms: number) {
      time += ms;
      monotonic += ms;
    },
    sleeps(ms: number) {
      time += ms;
    },
    isSet(by: number) {
      offset += by;
    },
    opensAnew() {
      life += 'a';
      monotonic = 100;
    },
    word: () => ({ ...device(), now: time }),
    made: (word: MadeMoment['word']): MadeMoment => ({ ...device(), word }),
  };
}

type Phone = ReturnType<typeof phone>;

/** Something is said 10 minutes after the server was last heard, and sent 50 minutes later. */
function story(happens: { before?: (phone: Phone) => void; after?: (phone: Phone) => void; wrongBy?: number }): number {
  const one = phone(happens.wrongBy);
  const word = one.word();
  one.passes(4 * MINUTE);
  happens.before?.(one);
  one.passes(6 * MINUTE);
  const made = one.made(word);
  one.passes(20 * MINUTE);
  happens.after?.(one);
  one.passes(30 * MINUTE);
  return madeAgo(made, one.word()) / MINUTE;
}

const set = (hours: number) => (one: Phone) => one.isSet(hours * HOUR);
const reopened = (one: Phone) => one.opensAnew();
const both =
  (...parts: readonly ((one: Phone) => void)[]) =>
  (one: Phone) => {
    for (const part of parts) part(one);
  };

describe('what was said 50 minutes ago', () => {
  test.each<[string, Parameters<typeof story>[0]]>([
    ['is so with a clock that is right', {}],
    ['is so with a clock that is 7 hours ahead', { wrongBy: 7 * HOUR }],
    ['is so with a clock that is 3 years behind', { wrongBy: -3 * 365 * DAY }],
    ['is so when the clock is set ahead afterwards', { after: set(2) }],
    ['is so when the clock is set back afterwards', { after: set(-2) }],
    ['is so when the clock is set ahead before', { before: set(2) }],
    ['is so when the clock is set back before', { before: set(-2) }],
    ['is so after the page was closed and opened', { after: reopened }],
    ['is so in a page that was opened without a line', { before: reopened }],
    ['is so over two openings', { before: reopened, after: reopened, wrongBy: -4 * HOUR }],
    ['is so after the page was closed and the clock set ahead', { after: both(reopened, set(5)) }],
    ['is so after the page was closed and the clock set back', { after: both(reopened, set(-5)) }],
    ['is so in a page that was opened without a line, the clock set back since', { before: reopened, after: set(-5) }],
    [
      'is so when the clock was set back before the page was opened without a line',
      { before: both(set(-5), reopened) },
    ],
    [
      'is so over two openings, when the clock was set ahead in between',
      { before: reopened, after: both(reopened, set(3)) },
    ],
    [
      'is so over two openings, when the clock was set back in between',
      { before: reopened, after: both(reopened, set(-3)) },
    ],
    ['is so over two openings, when the clock was set before', { before: both(set(-3), reopened), after: reopened }],
  ])('%s', (_, happens) => {
    expect(story(happens)).toBeCloseTo(50, 1);
  });

  test.each<[string, Parameters<typeof story>[0], number]>([
    ['counts the sleep of the phone after it', { after: (one) => one.sleeps(HOUR) }, 110],
    ['does not count the sleep of the phone before it', { before: (one) => one.sleeps(HOUR) }, 50],
    ['counts a sleep in which the clock was set', { after: both((one) => one.sleeps(HOUR), set(-4)) }, 110],
    ['counts a night that the phone was off', { after: both((one) => one.sleeps(10 * HOUR), reopened) }, 650],
    [
      'counts nights that the phone was off before and after',
      {
        before: both((one) => one.sleeps(9 * HOUR), reopened),
        after: both((one) => one.sleeps(10 * HOUR), reopened),
        wrongBy: 40 * DAY,
      },
      650,
    ],
  ])('%s', (_, happens, minutes) => {
    expect(story(happens)).toBeCloseTo(minutes, 1);
  });

  test('is older in doubt: a clock set by little between two openings leaves open when', () => {
    const minutes = story({ before: reopened, after: both(reopened, (one) => one.isSet(-5 * MINUTE)) });
    expect(minutes).toBeGreaterThanOrEqual(49.9);
    expect(minutes).toBeLessThanOrEqual(60);
  });
});

test('without a word of the server the device alone is asked', () => {
  const one = phone(HOUR);
  const made = one.made(null);
  one.passes(MINUTE);
  expect(madeAgo(made, one.word())).toBe(MINUTE);
  one.isSet(-3 * HOUR);
  expect(madeAgo(made, one.word())).toBe(MINUTE);
  one.opensAnew();
  expect(madeAgo(made, one.word())).toBe(0);
});

const happening = fc.oneof(
  fc.record({ does: fc.constant('passes' as const), ms: fc.integer({ min: 0, max: DAY }) }),
  fc.record({ does: fc.constant('sleeps' as const), ms: fc.integer({ min: 0, max: DAY }) }),
  fc.record({ does: fc.constant('isSet' as const), ms: fc.integer({ min: -400 * DAY, max: 400 * DAY }) }),
  fc.record({ does: fc.constant('opensAnew' as const), ms: fc.constant(0) }),
);

test('whatever a phone and its clocks do, it was said between the two words of the server', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 6 }), fc.array(happening, { maxLength: 6 }), (before, after) => {
      const one = phone();
      const word = one.word();
      for (const { does, ms } of before) one[does](ms);
      const made = one.made(word);
      for (const { does, ms } of after) one[does](ms);
      const last = one.word();
      const age = madeAgo(made, last);
      expect(age).toBeGreaterThanOrEqual(0);
      expect(age).toBeLessThanOrEqual(last.now - word.now);
    }),
  );
});

describe('what is sent', () => {
  const content = { it: { internet: 'down' as const } };

  test.each([
    ['fresh, without an age', 29 * SECOND, undefined],
    ['with its age once it has waited', 30 * SECOND, 30],
    ['in whole seconds, never too young', 31.2 * SECOND, 32],
    ['up to two days later', 48 * HOUR, 172_800],
  ])('goes %s', (_, ms, seconds) => {
    const one = phone();
    const word = one.word();
    const made = one.made(word);
    one.passes(ms);
    const request = toRequest({ content, made }, one.word());
    if (request.kind !== 'send') throw new Error('not sent');
    expect(request.body.madeSecondsAgo).toBe(seconds);
    expect(request.body.lastSeenAt).toBe(seconds === undefined ? undefined : '2019-12-31T09:00:00.000Z');
  });

  test('is nothing that is older', () => {
    const one = phone();
    const made = one.made(one.word());
    one.passes(48 * HOUR + SECOND);
    expect(toRequest({ content, made }, one.word())).toEqual({ kind: 'too-old' });
  });
});
