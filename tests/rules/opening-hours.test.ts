import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HoursException, Opening, WeeklyHours } from '../../shared/practice/branch.ts';
import { DAY, fromIso, type Instant, MINUTE, toIso } from '../../shared/practice/instant.ts';
import { localDay } from '../../shared/practice/local-time.ts';
import {
  closingOfDay,
  formatOpeningHours,
  hoursBoundaries,
  nextOpening,
  openAt,
  openingsOn,
  parseOpeningHours,
} from '../../shared/practice/opening-hours.ts';
import type { OpeningRules } from '../../shared/practice/opening-rules.ts';

const LONDON = 'Europe/London';
const WEEKDAYS = 'Mon-Fri 08:00-18:30';
const WITH_LUNCH = 'Mon-Thu 08:00-12:30 13:30-18:30; Sat 09:00-12:00';
const ALWAYS = 'Mon-Sun 00:00-24:00';

function hoursOf(text: string): WeeklyHours {
  const parsed = parseOpeningHours(text);
  if (!parsed.ok) throw new Error(parsed.fault);
  return parsed.hours;
}

/** Rules of a branch that has weekly hours alone, unless the test says otherwise. */
function rulesOf(
  weekly: WeeklyHours | string,
  exceptions: readonly HoursException[] = [],
  practiceExceptions: readonly HoursException[] = [],
): OpeningRules {
  return { weekly: typeof weekly === 'string' ? hoursOf(weekly) : weekly, exceptions, practiceExceptions };
}

const iso = (instant: Instant | null) => (instant === null ? null : toIso(instant).replace(':00.000Z', 'Z'));
const at = (text: string) => fromIso(text.replace(/(T\d\d:\d\d)Z$/, '$1:00Z'));

/** Openings of a day in order, each with a gap before it. */
const openings = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 8 })
  .map((minutes) => minutes.toSorted((a, b) => a - b))
  .map((minutes) =>
    minutes.flatMap((from, n): Opening[] => {
      const to = minutes[n + 1];
      return n % 2 === 0 && to !== undefined ? [{ from, to }] : [];
    }),
  );
const weeks: fc.Arbitrary<WeeklyHours> = fc.tuple(openings, openings, openings, openings, openings, openings, openings);
/** Instants around both clock changes, Christmas and New Year. */
const instants = fc
  .tuple(
    fc.constantFrom('2019-03-31', '2019-10-27', '2019-12-25', '2019-12-31', '2026-03-29', '2026-10-25'),
    fc.integer({ min: -3 * 1440, max: 3 * 1440 }),
  )
  .map(([day, minutes]) => fromIso(`${day}T00:00:00Z`) + minutes * MINUTE);

describe('opening hours as text', () => {
  test.each([
    ['Mon-Fri 08:00-18:30', 'Mon-Fri 08:00-18:30'],
    ['Mon-Thu 08:00-12:30 13:30-18:30; Sat 09:00-12:00', 'Mon-Thu 08:00-12:30 13:30-18:30; Sat 09:00-12:00'],
    ['  mon – fri   8:00 – 18:30 ; ', 'Mon-Fri 08:00-18:30'],
    ['Mon, Wed-Thu 08:00-12:00', 'Mon 08:00-12:00; Wed-Thu 08:00-12:00'],
    ['Tue 08:00-12:00; Mon 08:00-12:00', 'Mon-Tue 08:00-12:00'],
    ['Mon-Sun 00:00-24:00', 'Mon-Sun 00:00-24:00'],
    ['Sun 23:59-24:00', 'Sun 23:59-24:00'],
    ['Closed', 'closed'],
  ])('%j is read as %j', (text, written) => {
    expect(formatOpeningHours(hoursOf(text))).toBe(written);
  });

  test('minutes count from midnight and days that are not named are closed', () => {
    const lunch = [
      { from: 480, to: 750 },
      { from: 810, to: 1110 },
    ];
    expect(hoursOf(WITH_LUNCH)).toEqual([lunch, lunch, lunch, lunch, [], [{ from: 540, to: 720 }], []]);
  });

  test.each([
    ['', 'opening hours are empty'],
    [' ; ', 'opening hours are empty'],
    ['08:00-18:30', '"08:00-18:30" is not a day or a range such as Mon-Fri'],
    ['Monday 08:00-18:30', '"Monday" is not a day or a range such as Mon-Fri'],
    ['Fri-Mon 08:00-18:30', '"Fri-Mon" is not a day or a range such as Mon-Fri'],
    ['Mon-Wed-Fri 08:00-18:30', '"Mon-Wed-Fri" is not a day or a range such as Mon-Fri'],
    ['Mon- 08:00-18:30', '"Mon-08:00-18:30" is not a day or a range such as Mon-Fri'],
    ['Mon-Fri', 'Mon-Fri has no opening times'],
    ['Mon-Fri 08:00', '"08:00" is not a time range such as 08:00-18:30'],
    ['Mon-Fri 8am-6pm', '"8am-6pm" is not a time range such as 08:00-18:30'],
    ['Mon-Fri 18:30-08:00', '"18:30-08:00" is not a time range such as 08:00-18:30'],
    ['Mon-Fri 08:00-08:00', '"08:00-08:00" is not a time range such as 08:00-18:30'],
    ['Mon-Fri 08:60-18:30', '"08:60-18:30" is not a time range such as 08:00-18:30'],
    ['Mon-Fri 08:00-24:01', '"08:00-24:01" is not a time range such as 08:00-18:30'],
    ['Mon-Fri 08:00-12:30 12:00-18:30', '12:00-18:30 does not begin after the opening before it has ended'],
    ['Mon-Fri 08:00-12:30 12:30-18:30', '12:30-18:30 does not begin after the opening before it has ended'],
    ['Mon-Fri 13:00-18:30 08:00-12:00', '08:00-12:00 does not begin after the opening before it has ended'],
    ['Mon-Fri 08:00-18:30; Wed 08:00-12:00', 'Wed is given twice'],
  ])('%j is refused: %s', (text, fault) => {
    expect(parseOpeningHours(text)).toEqual({ ok: false, fault });
  });

  test('what is written is read back as the same hours', () => {
    fc.assert(
      fc.property(weeks, (hours) => {
        expect(parseOpeningHours(formatOpeningHours(hours))).toEqual({ ok: true, hours });
      }),
    );
  });

  test('any text is either read or refused with a fault', () => {
    const words = fc.constantFrom(
      'Mon',
      'Fri',
      '-',
      '–',
      ',',
      ';',
      ' ',
      ':',
      '08:00',
      '18:30',
      '24:00',
      'closed',
      '\n',
      'x',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
        const parsed = parseOpeningHours(parts.join(''));
        if (parsed.ok) expect(hoursOf(formatOpeningHours(parsed.hours))).toEqual(parsed.hours);
        else expect(parsed.fault).not.toBe('');
      }),
    );
  });
});

describe('is a surgery open', () => {
  test.each([
    ['just before opening', WEEKDAYS, '2019-12-31T07:59Z', null],
    ['at opening', WEEKDAYS, '2019-12-31T08:00Z', '2019-12-31T18:30Z'],
    ['on the afternoon of New Year’s Eve', WEEKDAYS, '2019-12-31T15:00Z', '2019-12-31T18:30Z'],
    ['at closing', WEEKDAYS, '2019-12-31T18:30Z', null],
    ['on New Year’s Day', WEEKDAYS, '2020-01-01T10:00Z', null],
    ['on Christmas Eve', WEEKDAYS, '2019-12-24T15:00Z', '2019-12-24T18:30Z'],
    ['on Christmas Day', WEEKDAYS, '2019-12-25T10:00Z', null],
    ['on Boxing Day', WEEKDAYS, '2019-12-26T10:00Z', null],
    ['on the Friday after Christmas', WEEKDAYS, '2019-12-27T10:00Z', '2019-12-27T18:30Z'],
    ['on a Christmas Day that is a Saturday', WITH_LUNCH, '2021-12-25T10:00Z', null],
    ['on another Saturday in December', WITH_LUNCH, '2021-12-18T10:00Z', '2021-12-18T12:00Z'],
    ['on a Sunday night', WEEKDAYS, '2020-01-05T22:00Z', null],
    ['on a bank holiday Monday', WEEKDAYS, '2019-05-06T10:00Z', null],
    ['on an ordinary Monday in summer, by local time', WEEKDAYS, '2019-07-01T07:00Z', '2019-07-01T17:30Z'],
    ['on the Monday after the spring change', WEEKDAYS, '2019-04-01T07:00Z', '2019-04-01T17:30Z'],
    ['on the Friday before the spring change', WEEKDAYS, '2019-03-29T07:30Z', null],
    ['on the Monday after the autumn change', WEEKDAYS, '2019-10-28T07:30Z', null],
    ['on the Friday before the autumn change', WEEKDAYS, '2019-10-25T07:00Z', '2019-10-25T17:30Z'],
    ['on the Monday after the spring change of 2026', WEEKDAYS, '2026-03-30T07:00Z', '2026-03-30T17:30Z'],
    ['on the Monday after the autumn change of 2026', WEEKDAYS, '2026-10-26T07:00Z', null],
    ['over lunch', WITH_LUNCH, '2019-12-31T13:00Z', null],
    ['in the last minute of a day without night', ALWAYS, '2019-12-31T23:59Z', '2020-01-01T00:00Z'],
  ])('%s (%s, %s)', (_name, text, instant, until) => {
    expect(iso(openAt(rulesOf(text), at(instant), LONDON)?.to ?? null)).toBe(until);
  });
});

describe('when does a surgery open next', () => {
  test.each([
    ['before opening', WEEKDAYS, '2019-12-31T07:59Z', '2019-12-31T08:00Z'],
    ['at opening it is the next one', WITH_LUNCH, '2019-12-31T08:00Z', '2019-12-31T13:30Z'],
    ['over lunch', WITH_LUNCH, '2019-12-31T13:00Z', '2019-12-31T13:30Z'],
    ['after New Year’s Eve it is 2 January', WEEKDAYS, '2019-12-31T18:30Z', '2020-01-02T08:00Z'],
    ['after Christmas Eve it is the 27th', WEEKDAYS, '2019-12-24T19:00Z', '2019-12-27T08:00Z'],
    ['on a Sunday night', WEEKDAYS, '2020-01-05T22:00Z', '2020-01-06T08:00Z'],
    ['on the Sunday night before a bank holiday', WEEKDAYS, '2019-05-05T21:00Z', '2019-05-07T07:00Z'],
    ['over Easter', WEEKDAYS, '2019-04-18T18:00Z', '2019-04-23T07:00Z'],
    ['over the spring change', WEEKDAYS, '2019-03-30T12:00Z', '2019-04-01T07:00Z'],
    ['over the autumn change', WEEKDAYS, '2019-10-26T12:00Z', '2019-10-28T08:00Z'],
    ['over the autumn change of 2026', WEEKDAYS, '2026-10-25T00:30Z', '2026-10-26T08:00Z'],
    [
      'Wednesdays only, when the next two are Christmas Day and New Year’s Day',
      'Wed 09:00-12:00',
      '2019-12-18T12:00Z',
      null,
    ],
    [
      'the same on Christmas Day, 14 days before 8 January',
      'Wed 09:00-12:00',
      '2019-12-25T08:00Z',
      '2020-01-08T09:00Z',
    ],
    ['never', 'closed', '2019-12-31T12:00Z', null],
  ])('%s (%s, %s)', (_name, text, instant, next) => {
    expect(iso(nextOpening(rulesOf(text), at(instant), LONDON))).toBe(next);
  });
});

describe('when does the day end', () => {
  test.each([
    ['in the morning', WITH_LUNCH, '2019-12-31T07:00Z', '2019-12-31T18:30Z'],
    ['after closing', WITH_LUNCH, '2019-12-31T22:00Z', '2019-12-31T18:30Z'],
    ['just after a summer midnight', WEEKDAYS, '2019-07-01T23:30Z', '2019-07-02T17:30Z'],
    ['at the end of a day without night', ALWAYS, '2019-12-31T12:00Z', '2020-01-01T00:00Z'],
    ['on a closed day', WEEKDAYS, '2019-12-29T12:00Z', null],
    ['on a bank holiday', WEEKDAYS, '2020-01-01T12:00Z', null],
  ])('%s (%s, %s)', (_name, text, instant, closing) => {
    expect(iso(closingOfDay(rulesOf(text), at(instant), LONDON))).toBe(closing);
  });
});

describe('openings and closings in a stretch of time', () => {
  test('over New Year', () => {
    const found = hoursBoundaries(rulesOf(WITH_LUNCH), at('2019-12-31T08:00Z'), at('2020-01-02T08:00Z'), LONDON);
    expect(found.map(iso)).toEqual([
      '2019-12-31T12:30Z',
      '2019-12-31T13:30Z',
      '2019-12-31T18:30Z',
      '2020-01-02T08:00Z',
    ]);
  });

  test('over the spring change of 2019', () => {
    const found = hoursBoundaries(rulesOf(WEEKDAYS), at('2019-03-29T12:00Z'), at('2019-04-01T23:00Z'), LONDON);
    expect(found.map(iso)).toEqual(['2019-03-29T18:30Z', '2019-04-01T07:00Z', '2019-04-01T17:30Z']);
  });

  test('a midnight that ends one opening and begins the next stands there once', () => {
    const found = hoursBoundaries(rulesOf(ALWAYS), at('2020-01-06T12:00Z'), at('2020-01-08T12:00Z'), LONDON);
    expect(found.map(iso)).toEqual(['2020-01-07T00:00Z', '2020-01-08T00:00Z']);
  });

  test('none in a stretch that ends before it begins', () => {
    expect(hoursBoundaries(rulesOf(ALWAYS), at('2020-01-08T12:00Z'), at('2020-01-06T12:00Z'), LONDON)).toEqual([]);
  });

  test('are exactly where the opening of the moment changes, on days of clock changes too', () => {
    fc.assert(
      fc.property(weeks, instants, fc.integer({ min: 0, max: 1440 }), (hours, from, minutes) => {
        const changes: Instant[] = [];
        for (let t = from + MINUTE; t <= from + minutes * MINUTE; t += MINUTE) {
          if (openAt(rulesOf(hours), t, LONDON)?.from !== openAt(rulesOf(hours), t - 1, LONDON)?.from) changes.push(t);
        }
        expect(hoursBoundaries(rulesOf(hours), from, from + minutes * MINUTE, LONDON)).toEqual(changes);
      }),
      { numRuns: 30 },
    );
  });

  test('two stretches that meet hold the same as one over both', () => {
    fc.assert(
      fc.property(weeks, instants, fc.nat(5 * 1440), fc.nat(5 * 1440), (hours, from, first, second) => {
        const middle = from + first * MINUTE;
        const end = middle + second * MINUTE;
        expect([
          ...hoursBoundaries(rulesOf(hours), from, middle, LONDON),
          ...hoursBoundaries(rulesOf(hours), middle, end, LONDON),
        ]).toEqual(hoursBoundaries(rulesOf(hours), from, end, LONDON));
      }),
    );
  });
});

test('the next opening is the first boundary after now that begins an opening', () => {
  fc.assert(
    fc.property(weeks, instants, (hours, now) => {
      const boundaries = hoursBoundaries(rulesOf(hours), now, now + 13 * DAY, LONDON);
      const begins = boundaries.find((boundary) => openAt(rulesOf(hours), boundary, LONDON)?.from === boundary);
      if (begins !== undefined) expect(nextOpening(rulesOf(hours), now, LONDON)).toBe(begins);
    }),
  );
});

test('the openings of a day have a length, do not overlap and stay in that day', () => {
  fc.assert(
    fc.property(weeks, instants, (hours, instant) => {
      const day = localDay(instant, LONDON);
      let end = Number.NEGATIVE_INFINITY;
      for (const { from, to } of openingsOn(rulesOf(hours), day, LONDON)) {
        expect(from).toBeGreaterThanOrEqual(end);
        expect(to).toBeGreaterThan(from);
        expect(localDay(from, LONDON)).toEqual(day);
        expect(localDay(to - 1, LONDON)).toEqual(day);
        end = to;
      }
    }),
  );
});
