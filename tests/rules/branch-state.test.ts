import { describe, expect, test } from 'vitest';
import type { Fact, GpCounts } from '../../shared/facts/fact.ts';
import { ALL_WORKING, london, patientsSee, report, signal } from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);
const NOON = at('12:00');
const NIGHT = at('22:00');
const CHRISTMAS = london('2019-12-25 12:00');

const it = (states: NonNullable<Parameters<typeof report>[1]['it']>, seq = 110) =>
  report('clayton', { it: states }, { at: at('09:05'), seq });
const gps = (expected: number, offSick: number, more: Partial<GpCounts> = {}) =>
  report('clayton', { gps: { expected, offSick, away: 0, locums: 0, ...more } }, { at: at('08:10'), seq: 120 });
const doors = (access: 'open' | 'phone-only' | 'closed') =>
  report('clayton', { access }, { at: at('08:20'), seq: 130 });
const allWell = report('clayton', { it: ALL_WORKING }, { at: at('08:05'), seq: 101 });
const lost = signal('clayton', 'lost', { at: at('10:35'), lastBeatAt: at('10:32'), seq: 140 });

describe('the state of a surgery in its opening hours', () => {
  test.each<[string, readonly Fact[], string, readonly string[]]>([
    ['nothing was ever said of it', [], 'unknown', ['not-told']],
    ['GPs were counted, and nobody said that the IT works', [gps(8, 0)], 'unknown', ['not-told']],
    ['the doors are open, and nobody said that the IT works', [doors('open')], 'unknown', ['not-told']],
    ['its IT works', [allWell], 'normal', []],
    ['its IT works and all GPs are in', [allWell, gps(8, 0)], 'normal', []],
    ['only its records are known to work', [it({ records: 'working' })], 'normal', []],
    ['no GPs are planned', [allWell, gps(0, 0)], 'normal', []],
    ['the internet is down', [allWell, it({ internet: 'down' })], 'degraded', ['internet-down', 'records-down']],
    [
      'the internet is down and the records work',
      [allWell, it({ internet: 'down', records: 'working' })],
      'degraded',
      ['internet-down'],
    ],
    ['the records are down', [allWell, it({ records: 'down' })], 'degraded', ['records-down']],
    ['the phones are down', [allWell, it({ phones: 'down' })], 'degraded', ['phones-down']],
    ['online booking is down', [allWell, it({ online: 'down' })], 'limited', ['it-degraded']],
    ['the records work partly', [allWell, it({ records: 'degraded' })], 'limited', ['it-degraded']],
    ['4 of 8 GPs are off sick', [allWell, gps(8, 4)], 'limited', ['few-gps']],
    ['5 of 8 GPs are off sick', [allWell, gps(8, 5)], 'degraded', ['gps-under-half']],
    ['all 8 GPs are off sick', [allWell, gps(8, 8)], 'degraded', ['no-gps']],
    ['1 of 8 GPs is off sick', [allWell, gps(8, 1)], 'limited', ['fewer-gps']],
    ['exactly half of an odd number cannot be: 3 of 7 are in', [allWell, gps(7, 4)], 'degraded', ['gps-under-half']],
    ['few GPs and slow records', [it({ records: 'degraded' }), gps(8, 4)], 'limited', ['it-degraded', 'few-gps']],
    ['it takes phone calls only', [allWell, doors('phone-only')], 'degraded', ['phone-only']],
    ['somebody said it is closed', [allWell, doors('closed')], 'degraded', ['closed-by-report']],
    [
      'its line is lost and 4 of 8 are sick',
      [it({ internet: 'down' }), gps(8, 4)],
      'degraded',
      ['internet-down', 'records-down'],
    ],
    [
      'everything is wrong',
      [it({ internet: 'down', phones: 'down' }), gps(8, 8), doors('phone-only')],
      'degraded',
      ['internet-down', 'records-down', 'phones-down', 'no-gps', 'phone-only'],
    ],
    ['its sender is silent for too long', [allWell, lost], 'degraded', ['not-heard']],
    [
      'its sender is silent and somebody said that the phones are dead',
      [it({ phones: 'down' }), lost],
      'degraded',
      ['phones-down', 'not-heard'],
    ],
    [
      'its sender is heard and nobody said anything',
      [signal('clayton', 'heard', { at: at('08:00'), seq: 101 })],
      'normal',
      [],
    ],
    ['GPs are few although nobody said that the IT works', [gps(8, 4)], 'limited', ['few-gps']],
  ])('%s', (_, facts, state, reasons) => {
    const branch = patientsSee('clayton', facts, NOON);
    expect([branch.state, branch.reasons]).toEqual([state, reasons]);
  });
});

describe('the state of a surgery outside its opening hours', () => {
  test.each<[string, readonly Fact[], string, readonly string[]]>([
    ['nothing was ever said of it', [], 'closed', []],
    ['everything works', [allWell, gps(8, 0)], 'closed', []],
    ['the internet is down', [it({ internet: 'down' })], 'degraded', ['internet-down', 'records-down']],
    ['the phones are down', [it({ phones: 'down' })], 'degraded', ['phones-down']],
    ['records work partly', [it({ records: 'degraded' })], 'closed', []],
    ['no GPs are in', [gps(8, 8)], 'closed', []],
    ['it took phone calls only', [doors('phone-only')], 'closed', []],
    ['somebody said it is closed', [doors('closed')], 'closed', []],
    ['it was lost while it was open', [lost], 'degraded', ['not-heard']],
  ])('%s', (_, facts, state, reasons) => {
    const branch = patientsSee('clayton', facts, NIGHT);
    expect([branch.state, branch.reasons, branch.open.now, branch.access]).toEqual([state, reasons, false, 'closed']);
  });

  test.each([
    ['a minute before it opens', at('07:59'), 'closed'],
    ['when it opens', at('08:00'), 'unknown'],
    ['just before it closes', at('18:30') - 1, 'unknown'],
    ['when it closes', at('18:30'), 'closed'],
    ['on a bank holiday', CHRISTMAS, 'closed'],
    ['on a Saturday', london('2020-01-04 12:00'), 'closed'],
    ['on New Year’s Eve, an ordinary working day', NOON, 'unknown'],
    ['at 7:59am by the wall clock after the clocks went forward', london('2020-03-30 07:59'), 'closed'],
    ['at 8am by the wall clock after the clocks went forward', london('2020-03-30 08:00'), 'unknown'],
  ])('%s', (_, now, state) => {
    expect(patientsSee('clayton', [], now).state).toBe(state);
  });
});

describe('the building and its IT are two different facts', () => {
  test('a surgery without records stays open', () => {
    const { open, access } = patientsSee('clayton', [it({ internet: 'down' })], NOON);
    expect([open.now, access]).toEqual([true, 'open']);
  });

  test('a surgery that somebody closed is not open, and opens on the next working day', () => {
    const { open } = patientsSee('clayton', [allWell, doors('closed')], NOON);
    expect(open).toEqual({
      now: false,
      today: [{ from: '2019-12-31T08:00:00.000Z', to: '2019-12-31T18:30:00.000Z' }],
      next: '2020-01-02T08:00:00.000Z',
      why: null,
    });
  });

  test('a surgery that takes phone calls only is open', () => {
    expect(patientsSee('clayton', [allWell, doors('phone-only')], NOON).open.now).toBe(true);
  });
});
