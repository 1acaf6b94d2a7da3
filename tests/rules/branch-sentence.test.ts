import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { ALL_WORKING, london, patientsSee, report, signal } from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);
const COUNTS = { expected: 8, offSick: 4, away: 0, locums: 0 };
const says = (content: Parameters<typeof report>[1]) => report('clayton', content, { at: at('09:05'), seq: 102 });
const well = report('clayton', { it: ALL_WORKING }, { at: at('08:05'), seq: 101 });
const lost = signal('clayton', 'lost', { at: at('10:35'), lastBeatAt: at('10:32'), seq: 103 });

describe('the sentence about one surgery', () => {
  test.each<[string, readonly Fact[], Instant]>([
    ['Clayton Surgery is working normally.', [well], at('11:00')],
    ['Clayton Surgery is closed.', [well], at('19:00')],
    ['Clayton Surgery has not told us yet today.', [], at('11:00')],
    ['Clayton Surgery has not told us yet today.', [well], london('2020-01-02 08:00')],
    ['We are not sure how Clayton Surgery is working.', [says({ access: 'open' })], at('11:00')],
    ['Clayton Surgery has fewer GPs than usual.', [well, says({ gps: COUNTS })], at('11:00')],
    [
      'Some services at Clayton Surgery are not working properly.',
      [well, says({ it: { online: 'down' } })],
      at('11:00'),
    ],
    [
      'Some services at Clayton Surgery are not working properly.',
      [well, says({ it: { online: 'down' }, gps: COUNTS })],
      at('11:00'),
    ],
    ['Clayton Surgery has a problem.', [well, says({ it: { internet: 'down' } })], at('11:00')],
    ['Clayton Surgery has a problem.', [well, says({ it: { internet: 'down' } })], at('23:00')],
    ['We have not heard from Clayton Surgery since 10:32am.', [well, lost], at('11:00')],
    ['We have not heard from Clayton Surgery since yesterday at 10:32am.', [well, lost], london('2020-01-01 12:00')],
    [
      'We have not heard from Clayton Surgery.',
      [signal('clayton', 'lost', { at: at('10:35'), seq: 103 })],
      at('11:00'),
    ],
    ['Clayton Surgery has a problem.', [well, says({ it: { phones: 'down' } }), lost], at('11:00')],
  ])('%s', (sentence, facts, now) => {
    expect(patientsSee('clayton', facts, now).sentence).toBe(sentence);
  });
});
