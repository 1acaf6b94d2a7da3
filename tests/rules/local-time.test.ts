import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, fromIso, HOUR, toIso } from '../../shared/practice/instant.ts';
import {
  addDays,
  dayKey,
  daysBetween,
  instantOfLocal,
  localDay,
  localTime,
  minuteOfDay,
  sameDay,
  startOfDay,
} from '../../shared/practice/local-time.ts';

const LONDON = 'Europe/London';
const dayOf = (key: string) => localDay(fromIso(`${key}T00:00:00Z`), 'UTC');

/** Hours of every kind: both clock changes, none, half an hour, midnight skipped, a whole day skipped. */
const zones = fc.constantFrom(
  LONDON,
  'UTC',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/New_York',
  'America/Sao_Paulo',
  'Pacific/Apia',
);
const instants = fc.integer({ min: fromIso('2000-01-01T00:00:00Z'), max: fromIso('2036-12-31T23:59:59Z') });

describe('the local day and minute of an instant in London', () => {
  test.each([
    ['2019-12-31T09:05:00Z', '2019-12-31', 1, 9 * 60 + 5],
    ['2019-12-31T23:59:59.999Z', '2019-12-31', 1, 1439],
    ['2020-01-01T00:00:00Z', '2020-01-01', 2, 0],
    ['2019-06-30T22:59:59Z', '2019-06-30', 6, 1439],
    ['2019-06-30T23:00:00Z', '2019-07-01', 0, 0],
    ['2019-03-30T23:59:00Z', '2019-03-30', 5, 1439],
    ['2019-03-31T00:59:59.999Z', '2019-03-31', 6, 59],
    ['2019-03-31T01:00:00Z', '2019-03-31', 6, 120],
    ['2019-10-27T00:59:59.999Z', '2019-10-27', 6, 119],
    ['2019-10-27T01:00:00Z', '2019-10-27', 6, 60],
    ['2026-03-29T00:59:59Z', '2026-03-29', 6, 59],
    ['2026-03-29T01:00:00Z', '2026-03-29', 6, 120],
    ['2026-10-25T00:59:59Z', '2026-10-25', 6, 119],
    ['2026-10-25T01:00:00Z', '2026-10-25', 6, 60],
    ['2020-02-29T12:00:00Z', '2020-02-29', 5, 720],
    ['1969-12-31T22:30:00Z', '1969-12-31', 2, 1410],
  ])('%s is on %s, weekday %i, minute %i', (iso, key, weekday, minute) => {
    const day = localDay(fromIso(iso), LONDON);
    expect(dayKey(day)).toBe(key);
    expect(day.weekday).toBe(weekday);
    expect(minuteOfDay(fromIso(iso), LONDON)).toBe(minute);
  });

  test('a name that is no zone is refused', () => {
    expect(() => localDay(0, 'Europe/Peterborough')).toThrow(RangeError);
  });
});

describe('the instant of a wall time', () => {
  test.each([
    ['a winter morning', '2019-12-31', '08:00', LONDON, '2019-12-31T08:00:00.000Z'],
    ['a summer morning', '2019-07-01', '08:00', LONDON, '2019-07-01T07:00:00.000Z'],
    ['midnight that begins a summer day', '2019-07-01', '00:00', LONDON, '2019-06-30T23:00:00.000Z'],
    ['midnight that ends a day', '2019-12-31', '24:00', LONDON, '2020-01-01T00:00:00.000Z'],
    ['the minute before the clock goes forward', '2019-03-31', '00:59', LONDON, '2019-03-31T00:59:00.000Z'],
    ['a time skipped moves forward', '2019-03-31', '01:30', LONDON, '2019-03-31T01:00:00.000Z'],
    ['a time skipped in 2026', '2026-03-29', '01:00', LONDON, '2026-03-29T01:00:00.000Z'],
    ['the first minute after the clock went forward', '2019-03-31', '02:00', LONDON, '2019-03-31T01:00:00.000Z'],
    ['the evening of that day', '2019-03-31', '18:30', LONDON, '2019-03-31T17:30:00.000Z'],
    ['the minute before the repeated hour', '2019-10-27', '00:59', LONDON, '2019-10-26T23:59:00.000Z'],
    ['a repeated time is its first occurrence', '2019-10-27', '01:30', LONDON, '2019-10-27T00:30:00.000Z'],
    ['a repeated time in 2026', '2026-10-25', '01:00', LONDON, '2026-10-25T00:00:00.000Z'],
    ['the minute after the repeated hour', '2019-10-27', '02:00', LONDON, '2019-10-27T02:00:00.000Z'],
    ['a midnight that does not exist', '2018-11-04', '00:00', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ])('%s: %s %s in %s is %s', (_name, key, clock, zone, iso) => {
    const [hour = 0, minute = 0] = clock.split(':').map(Number);
    expect(toIso(instantOfLocal(dayOf(key), hour * 60 + minute, zone))).toBe(iso);
  });

  test('round trips: an instant is the wall time it shows, or the earlier one of a repeated hour', () => {
    fc.assert(
      fc.property(instants, zones, (ms, zone) => {
        const instant = Math.floor(ms / 60_000) * 60_000;
        const day = localDay(instant, zone);
        const back = instantOfLocal(day, minuteOfDay(instant, zone), zone);
        expect(back).toBeLessThanOrEqual(instant);
        expect(instant - back).toBeLessThanOrEqual(HOUR);
        expect(localDay(back, zone)).toEqual(day);
        expect(minuteOfDay(back, zone)).toBe(minuteOfDay(instant, zone));
      }),
    );
  });

  test.each(['2019-03-31', '2019-10-27', '2026-03-29', '2026-10-25', '2019-12-31'])(
    'on %s a later wall time is never an earlier instant',
    (key) => {
      const all = Array.from({ length: 1441 }, (_, minute) => instantOfLocal(dayOf(key), minute, LONDON));
      expect(all).toEqual(all.toSorted((a, b) => a - b));
      expect(all.at(-1)).toBe(startOfDay(addDays(dayOf(key), 1), LONDON));
    },
  );

  test.each([
    ['2019-03-31', 23],
    ['2026-03-29', 23],
    ['2019-10-27', 25],
    ['2026-10-25', 25],
    ['2019-12-31', 24],
  ])('%s is %i hours long', (key, hours) => {
    const day = dayOf(key);
    expect(startOfDay(addDays(day, 1), LONDON) - startOfDay(day, LONDON)).toBe(hours * HOUR);
  });

  test('every instant is on or after the start of its day, and the instant before that start is on another day', () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const day = localDay(instant, zone);
        const start = startOfDay(day, zone);
        expect(start).toBeLessThanOrEqual(instant);
        expect(sameDay(localDay(start, zone), day)).toBe(true);
        expect(sameDay(localDay(start - 1, zone), day)).toBe(false);
      }),
    );
  });
});

test('the wall clock agrees with Intl, second by second, in every zone', () => {
  fc.assert(
    fc.property(instants, zones, (instant, zone) => {
      const { hour, minute, second } = localTime(instant, zone);
      const shown = [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
      const date = new Date(instant);
      expect(shown).toBe(date.toLocaleTimeString('sv-SE', { timeZone: zone }));
      expect(dayKey(localDay(instant, zone))).toBe(date.toLocaleDateString('sv-SE', { timeZone: zone }));
    }),
  );
});

describe('counting days', () => {
  test.each([
    ['2019-12-31', 1, '2020-01-01'],
    ['2020-01-01', -1, '2019-12-31'],
    ['2020-02-28', 1, '2020-02-29'],
    ['2019-02-28', 1, '2019-03-01'],
    ['2019-03-30', 1, '2019-03-31'],
    ['2019-10-26', 2, '2019-10-28'],
    ['2019-12-31', 0, '2019-12-31'],
  ])('%s and %i days is %s', (from, count, to) => {
    expect(addDays(dayOf(from), count)).toEqual(dayOf(to));
    expect(daysBetween(dayOf(from), dayOf(to))).toBe(count);
  });

  test('the days of a year differ from one another, also in the same month or on the same date', () => {
    expect(sameDay(dayOf('2019-12-31'), dayOf('2019-12-31'))).toBe(true);
    expect(sameDay(dayOf('2019-12-31'), dayOf('2019-12-30'))).toBe(false);
    expect(sameDay(dayOf('2019-12-31'), dayOf('2019-10-31'))).toBe(false);
    expect(sameDay(dayOf('2019-12-31'), dayOf('2020-12-31'))).toBe(false);
  });

  test('one week later is the same weekday', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const day = localDay(instant, 'UTC');
        expect(addDays(day, 7)).toEqual(localDay(instant + 7 * DAY, 'UTC'));
        expect(addDays(day, 7).weekday).toBe(day.weekday);
      }),
    );
  });
});
