import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import {
  ALL_WORKING,
  boardOf,
  london,
  publicBoardAt,
  type ReportSays,
  report,
  sampleBranches,
  setUp,
  signal,
} from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);
const ALL_IN = { expected: 6, offSick: 0, away: 0, locums: 0 };
const allWell = sampleBranches().map(({ slug }, n) =>
  report(slug, { it: ALL_WORKING, gps: ALL_IN }, { at: at('08:35'), seq: 101 + n }),
);
const says = (slug: string, content: ReportSays, time = '09:05', seq = 301) =>
  report(slug, content, { at: at(time), seq });
const clayton = (content: ReportSays, time?: string, seq?: number) => says('clayton', content, time, seq);
const lost = signal('clayton', 'lost', { at: at('10:35'), lastBeatAt: at('10:32'), seq: 301 });

function noticeAt(facts: readonly Fact[], now: Instant) {
  return publicBoardAt(boardOf([...setUp(), ...allWell, ...facts]), now).notice;
}

describe('the NHS 111 notice', () => {
  const back = clayton({ it: { internet: 'working' } }, '15:10', 302);
  const down = clayton({ it: { internet: 'down' } });
  test.each<[string, readonly Fact[], Instant, readonly string[]]>([
    ['is not there on a normal day', [], at('11:00'), []],
    ['appears with the first surgery in trouble', [down], at('09:05'), ['clayton']],
    ['is not there a moment before', [down], at('09:05') - 1, []],
    [
      'names every surgery in trouble, by name',
      [says('yaxham', { it: { phones: 'down' } }), clayton({ access: 'phone-only' }, '09:05', 302)],
      at('11:00'),
      ['clayton', 'yaxham'],
    ],
    ['stays outside opening hours', [down], at('23:00'), ['clayton']],
    ['stays over midnight', [down], london('2020-01-01 00:00'), ['clayton']],
    ['stays for weeks when nobody says that it is over', [down], london('2020-02-20 12:00'), ['clayton']],
    ['leaves at once when a person says so', [down, back], at('15:10'), []],
    [
      'leaves one surgery and keeps the other',
      [down, says('yaxham', { it: { phones: 'down' } }, '09:06', 303), back],
      at('15:10'),
      ['yaxham'],
    ],
    ['is there for a surgery that fell silent', [lost], at('11:00'), ['clayton']],
    [
      'stays while it comes back',
      [lost, signal('clayton', 'recovering', { at: at('12:00'), seq: 302 })],
      at('12:01'),
      ['clayton'],
    ],
    [
      'leaves when it is heard again',
      [
        lost,
        signal('clayton', 'recovering', { at: at('12:00'), seq: 302 }),
        signal('clayton', 'heard', { at: at('12:05'), seq: 303 }),
      ],
      at('12:05'),
      [],
    ],
    ['is not there for a suspicion', [signal('clayton', 'suspect', { at: at('10:34'), seq: 301 })], at('11:00'), []],
    [
      'is not there for a limited service',
      [clayton({ gps: { ...ALL_IN, expected: 8, offSick: 4, locums: 0 } })],
      at('11:00'),
      [],
    ],
    ['of no GPs leaves at closing', [clayton({ gps: { ...ALL_IN, offSick: 6 } })], at('18:30'), []],
    ['of closed doors leaves at closing', [clayton({ access: 'closed' })], at('18:30'), []],
  ])('%s', (_, facts, now, slugs) => {
    expect(noticeAt(facts, now)?.branches ?? []).toEqual(slugs);
  });
});
