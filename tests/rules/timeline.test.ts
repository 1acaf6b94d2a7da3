import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/facts/fact.ts';
import { toIso } from '../../shared/practice/instant.ts';
import { gpSentence, gpStatement } from '../../shared/words/services.ts';
import { ALL_WORKING, london, patientsSee, type ReportSays, report, signal } from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);
const says = (content: ReportSays, time = '09:05', seq = 101) => report('clayton', content, { at: at(time), seq });
const timeline = (facts: readonly Fact[], now = at('17:00')) => patientsSee('clayton', facts, now).timeline;
const sentences = (facts: readonly Fact[], now?: number) => timeline(facts, now).map(({ sentence }) => sentence);

describe('what happened today, in plain sentences', () => {
  test.each<[Fact, string]>([
    [says({ it: ALL_WORKING }), 'All services are working.'],
    [says({ it: { internet: 'down' } }), 'The internet is not working.'],
    [says({ it: { records: 'down' } }), 'Medical records are not working.'],
    [
      says({ it: { internet: 'down', phones: 'down', records: 'working' } }),
      'The internet and phones are not working. Medical records are working.',
    ],
    [says({ it: { internet: 'degraded' } }), 'The internet is not working properly.'],
    [
      says({ it: { online: 'degraded', prescriptions: 'degraded' } }),
      'Online booking and requests and prescriptions are not working properly.',
    ],
    [says({ it: { phones: 'unknown' } }), 'Phones may not be working.'],
    [says({ gps: { expected: 8, offSick: 4, away: 0, locums: 0 } }), '4 of 8 GPs are in today.'],
    [says({ gps: { expected: 8, offSick: 7, away: 0, locums: 0 } }), '1 of 8 GPs is in today.'],
    [says({ gps: { expected: 4, offSick: 1, away: 0, locums: 0 } }), 'There are fewer GPs than usual today.'],
    [says({ gps: { expected: 4, offSick: 0, away: 0, locums: 0 } }), 'GPs are in as usual today.'],
    [says({ gps: { expected: 8, offSick: 8, away: 0, locums: 0 } }), 'No GPs are in today.'],
    [says({ gps: { expected: 0, offSick: 0, away: 0, locums: 0 } }), 'No GPs are planned today.'],
    [says({ access: 'open' }), 'The doors are open.'],
    [says({ access: 'phone-only' }), 'The surgery takes phone calls only.'],
    [says({ access: 'closed' }), 'The doors are closed.'],
    [says({ message: 'The flu clinic is off.' }), 'The surgery says: The flu clinic is off.'],
    [says({ confirm: true }), 'The surgery says this is still so.'],
    [
      says({ it: { internet: 'down' }, access: 'open', confirm: true }),
      'The internet is not working. The doors are open.',
    ],
    [signal('clayton', 'lost', { at: at('10:35'), seq: 101 }), 'We stopped hearing from this surgery.'],
    [signal('clayton', 'recovering', { at: at('10:35'), seq: 101 }), 'We are hearing from this surgery again.'],
  ])('%#', (fact, sentence) => {
    expect(sentences([fact])).toEqual([sentence]);
  });

  test('newest first by when it was true, a late report at its own time', () => {
    const facts = [
      says({ access: 'open' }, '11:00', 101),
      report('clayton', { it: { internet: 'down' } }, { at: at('10:05'), recordedAt: at('12:00'), seq: 102 }),
      says({ confirm: true }, '10:30', 103),
    ];
    expect(timeline(facts)).toEqual([
      { at: toIso(at('11:00')), sentence: 'The doors are open.' },
      { at: toIso(at('10:30')), sentence: 'The surgery says this is still so.' },
      { at: toIso(at('10:05')), sentence: 'The internet is not working.' },
    ]);
  });

  test('of today alone', () => {
    expect(sentences([says({ it: ALL_WORKING })], london('2020-01-01 00:00'))).toEqual([]);
    expect(sentences([says({ it: ALL_WORKING })], london('2020-01-01 00:00') - 1)).toHaveLength(1);
  });

  test('a message that was taken away is not repeated', () => {
    const facts = [says({ message: 'Mrs Example fell ill' }, '09:00', 101), says({ message: null }, '09:01', 102)];
    expect(sentences(facts)).toEqual(['The surgery took its message away.']);
  });

  test('a message that a newer one followed stands in its place', () => {
    const facts = [says({ message: 'One' }, '09:00', 101), says({ message: 'Two' }, '09:01', 102)];
    expect(sentences(facts)).toEqual(['The surgery says: Two', 'The surgery says: One']);
  });

  test.each<[string, Fact]>([
    ['a note', says({ note: 'ask the supplier' })],
    ['late contact', signal('clayton', 'late', { at: at('10:33'), seq: 101 })],
    ['suspect contact', signal('clayton', 'suspect', { at: at('10:34'), seq: 101 })],
  ])('%s is not in it', (_, fact) => {
    expect(timeline([fact])).toEqual([]);
  });

  test('at most the 20 newest', () => {
    const facts = Array.from({ length: 30 }, (_, n) => says({ confirm: true }, `09:${String(n + 10)}`, 101 + n));
    expect(timeline(facts).map((entry) => entry.at)).toEqual(
      facts
        .toReversed()
        .slice(0, 20)
        .map((fact) => toIso(fact.at)),
    );
  });
});

describe('GPs in words', () => {
  test.each([
    [{ level: 'unknown' }, 'Not known today', 'We do not know how many GPs are in today.'],
    [{ level: 'not-planned' }, 'No GPs planned today', 'No GPs are planned today.'],
    [{ level: 'none', available: 0, expected: 8 }, 'No GPs in today', 'No GPs are in today.'],
    [{ level: 'few', available: 4, expected: 8 }, '4 of 8 in today', '4 of 8 GPs are in today.'],
    [{ level: 'usual', available: 8, expected: 8 }, '8 of 8 in today', '8 of 8 GPs are in today.'],
    [{ level: 'usual' }, 'As usual today', 'GPs are in as usual today.'],
    [{ level: 'fewer' }, 'Fewer than usual today', 'There are fewer GPs than usual today.'],
    [{ level: 'few' }, 'Fewer than usual today', 'There are fewer GPs than usual today.'],
  ] as const)('%j', (gps, label, sentence) => {
    expect([gpSentence(gps), gpStatement(gps)]).toEqual([label, sentence]);
  });
});
