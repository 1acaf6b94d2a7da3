import { describe, expect, test } from 'vitest';
import {
  bankHolidayName,
  bankHolidaysKnownUntil,
  bankHolidaysRunOutSoon,
  isBankHoliday,
} from '../../shared/practice/bank-holidays.ts';
import { ENGLAND_AND_WALES } from '../../shared/practice/bank-holidays-data.ts';
import { fromIso } from '../../shared/practice/instant.ts';
import { addDays, dayKey, type LocalDay, localDay } from '../../shared/practice/local-time.ts';

const dayOf = (key: string) => localDay(fromIso(`${key}T00:00:00Z`), 'UTC');

describe('a bank holiday', () => {
  test.each([
    ['2019-12-25', 'Christmas Day'],
    ['2019-12-26', 'Boxing Day'],
    ['2020-01-01', 'New Year’s Day'],
    ['2020-05-08', 'Early May bank holiday (VE day)'],
    ['2020-12-28', 'Boxing Day'],
    ['2022-06-02', 'Spring bank holiday'],
    ['2022-06-03', 'Platinum Jubilee bank holiday'],
    ['2022-09-19', 'Bank Holiday for the State Funeral of Queen Elizabeth II'],
    ['2023-05-08', 'Bank holiday for the coronation of King Charles III'],
    ['2026-08-31', 'Summer bank holiday'],
    ['2027-12-27', 'Christmas Day'],
  ])('%s is %s', (key, name) => {
    expect(isBankHoliday(dayOf(key))).toBe(true);
    expect(bankHolidayName(dayOf(key))).toBe(name);
  });

  test.each([
    ['2019-12-24', 'Christmas Eve'],
    ['2019-12-27', 'the day after Boxing Day'],
    ['2019-12-31', 'New Year’s Eve'],
    ['2020-01-02', 'a bank holiday in Scotland only'],
    ['2020-05-04', 'the first Monday of May 2020, moved to Friday 8 May'],
    ['2022-05-30', 'the last Monday of May 2022, moved to Thursday 2 June'],
    ['2026-06-15', 'a bank holiday in Scotland only'],
  ])('%s is none: %s', (key) => {
    expect(isBankHoliday(dayOf(key))).toBe(false);
    expect(bankHolidayName(dayOf(key))).toBeNull();
  });
});

/** Days from 25 December to the two holidays of Christmas, by the weekday of the 25th: at a weekend they move on. */
const CHRISTMAS = [
  [0, 1],
  [0, 1],
  [0, 1],
  [0, 1],
  [0, 3],
  [2, 3],
  [1, 2],
];

/** The bank holidays that follow from the calendar alone. */
function usualBankHolidays(year: number): string[] {
  const firstOf = (month: string) => dayOf(`${year}-${month}-01`);
  const mondayFrom = (day: LocalDay) => addDays(day, (7 - day.weekday) % 7);
  const christmas = dayOf(`${year}-12-25`);
  return [
    firstOf('01').weekday > 4 ? mondayFrom(firstOf('01')) : firstOf('01'),
    addDays(easterSunday(year), -2),
    addDays(easterSunday(year), 1),
    mondayFrom(firstOf('05')),
    addDays(mondayFrom(firstOf('06')), -7),
    addDays(mondayFrom(firstOf('09')), -7),
    ...(CHRISTMAS[christmas.weekday] ?? []).map((n) => addDays(christmas, n)),
  ].map(dayKey);
}

/** Easter of the Gregorian calendar, valid from 1900 to 2099 (Carter's algorithm). */
function easterSunday(year: number): LocalDay {
  const base = ((((225 - 11 * (year % 19) - 21) % 30) + 30) % 30) + 21;
  const moon = base > 48 ? base - 1 : base;
  const weekday = (year + Math.floor(year / 4) + moon + 1) % 7;
  return addDays(dayOf(`${year}-03-01`), moon + 7 - weekday - 1);
}

describe('the published list', () => {
  const moved: Record<number, { away: string[]; added: string[] }> = {
    2020: { away: ['2020-05-04'], added: ['2020-05-08'] },
    2022: { away: ['2022-05-30'], added: ['2022-06-02', '2022-06-03', '2022-09-19'] },
    2023: { away: [], added: ['2023-05-08'] },
  };

  test.each([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027])(
    'of %i is the calendar and its one-offs',
    (year) => {
      const { away, added } = moved[year] ?? { away: [], added: [] };
      const expected = [...usualBankHolidays(year).filter((key) => !away.includes(key)), ...added];
      const published = ENGLAND_AND_WALES.events.map(({ date }) => date).filter((date) => date.startsWith(`${year}-`));
      expect(published).toEqual(expected.toSorted());
    },
  );

  test('has no bank holiday at a weekend', () => {
    for (const { date } of ENGLAND_AND_WALES.events) expect(dayOf(date).weekday, date).toBeLessThan(5);
  });
});

describe('a list that runs out', () => {
  test('is known to the end of its last year', () => {
    expect(dayKey(bankHolidaysKnownUntil())).toBe('2027-12-31');
  });

  test.each([
    ['2019-12-31T12:00:00Z', false],
    ['2026-12-31T12:00:00Z', false],
    ['2027-06-30T22:59:59Z', false],
    ['2027-06-30T23:00:00Z', true],
    ['2027-12-31T12:00:00Z', true],
    ['2028-01-01T00:00:00Z', true],
    ['2029-11-01T00:00:00Z', true],
  ])('at %s, is staff warned: %s', (iso, soon) => {
    expect(bankHolidaysRunOutSoon(fromIso(iso), 'Europe/London')).toBe(soon);
  });
});
