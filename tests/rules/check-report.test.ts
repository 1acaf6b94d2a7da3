import { describe, expect, test } from 'vitest';
import { checkReport, saysSomething, toReportContent } from '../../shared/facts/check-report.ts';
import type { ReportBody } from '../../shared/wire/report.ts';

const counts = (expected: number, offSick: number, away: number, locums: number): ReportBody => ({
  gps: { expected, offSick, away, locums },
});
const pathsOf = (body: ReportBody): string[] => checkReport(body).map((fault) => fault.path);

describe('counts of GPs', () => {
  test.each([
    ['nobody is planned', counts(0, 0, 0, 0)],
    ['4 of 8 are off sick', counts(8, 4, 0, 0)],
    ['everybody is away', counts(8, 5, 3, 0)],
    ['locums are off too', counts(2, 2, 1, 1)],
    ['the most there can be', counts(99, 99, 0, 99)],
  ])('are possible when %s', (_case, body) => {
    expect(pathsOf(body)).toEqual([]);
  });

  test.each([
    ['more are off sick than there are', counts(8, 9, 0, 0)],
    ['off sick and away together are more than there are', counts(8, 5, 4, 0)],
    ['one is off where nobody is planned', counts(0, 1, 0, 0)],
    ['more than 99 would be in', counts(99, 0, 0, 1)],
  ])('are refused when %s', (_case, body) => {
    expect(pathsOf(body)).toEqual(['/gps']);
  });
});

describe('texts', () => {
  test.each([
    ['plain', 'The phones are down. Come in if it is urgent.'],
    ['with letters of any language', 'Zażółć gęślą jaźń, 電話'],
    ['with a line end after it', 'Phones are down.\n'],
    ['taken away', null],
  ])('%s are taken', (_case, message) => {
    expect(pathsOf({ message, note: message })).toEqual([]);
  });

  test.each([
    ['empty', ''],
    ['of blanks', '  \n '],
    ['with a line break inside', 'one\ntwo'],
    ['with a null character', 'one\u0000two'],
    ['with an escape', 'one\u001b[31mtwo'],
    ['with half a character', 'one\ud800two'],
    ['that turn the reading direction', 'one\u202etwo'],
  ])('%s are refused, each by its field', (_case, text) => {
    expect(pathsOf({ message: text, note: text })).toEqual(['/message', '/note']);
  });
});

test('a time that no clock shows is refused', () => {
  expect(pathsOf({ confirm: true, lastSeenAt: '2016-12-31T23:59:60Z' })).toEqual(['/lastSeenAt']);
});

test('every fault of a report is named at once', () => {
  expect(pathsOf({ ...counts(1, 2, 0, 0), message: '', note: 'a\u0007' })).toEqual(['/gps', '/message', '/note']);
});

test.each<[string, ReportBody, boolean]>([
  ['nothing', {}, false],
  ['only when it was made', { madeSecondsAgo: 60, lastSeenAt: '2019-12-31T10:00:00Z' }, false],
  ['no service', { it: {} }, false],
  ['a service', { it: { internet: 'down' } }, true],
  ['that a message is gone', { message: null }, true],
  ['that nothing changed', { confirm: true }, true],
])('a report that holds %s', (_case, body, says) => {
  expect(saysSomething(body)).toBe(says);
});

describe('the content of a report', () => {
  test('is the same text whatever order the fields came in, and whenever it was made', () => {
    const one = toReportContent({
      madeSecondsAgo: 5,
      note: ' two off ',
      it: { phones: 'down', internet: 'down' },
      gps: { locums: 0, away: 0, offSick: 2, expected: 8 },
    });
    const other = toReportContent({
      gps: { expected: 8, offSick: 2, away: 0, locums: 0 },
      it: { internet: 'down', phones: 'down' },
      note: 'two off',
      lastSeenAt: '2019-12-31T10:00:00Z',
      madeSecondsAgo: 900,
    });
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
  });

  test('tells a message that was taken away from one that was not spoken of', () => {
    expect(toReportContent({ message: null, confirm: true })).not.toEqual(toReportContent({ confirm: true }));
  });
});
