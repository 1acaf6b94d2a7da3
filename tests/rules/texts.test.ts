import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { availableGps } from '../../shared/board/gps.ts';
import { checkReport, type ReportContent } from '../../shared/facts/check-report.ts';
import type { Fact, GpCounts, ServiceState } from '../../shared/facts/fact.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { boardShows } from '../../shared/texts/board-shows.ts';
import { branchesToAsk } from '../../shared/texts/decide-ask.ts';
import { isConfirmedBySignal, mustWait, withReport } from '../../shared/texts/decide-text.ts';
import { fillCounts } from '../../shared/texts/fill-counts.ts';
import { TEXT_LENGTH, toGsm7 } from '../../shared/texts/gsm7.ts';
import type { Misunderstanding } from '../../shared/texts/parse-text.ts';
import {
  askLine,
  boardLine,
  confirmedLine,
  confirmLine,
  helpLine,
  laterLine,
  misunderstoodLine,
  notAllowedLine,
  refusedLine,
  TEXT_LINES,
  textSays,
} from '../../shared/words/texts.ts';
import {
  ALL_WORKING,
  boardOf,
  flapping,
  london,
  report,
  sampleBranches,
  setUp,
  signal,
  ZONE,
} from '../support/facts.ts';

const AT = london('2019-12-31 10:32');
const NOW = london('2019-12-31 10:40');
const counts = (available: number, expected: number): GpCounts => fillCounts(available, expected, null);
const board = (...facts: readonly Fact[]) => boardOf([...setUp(), ...facts]);
const texted = (content: ReportContent) => ({ branch: 'clayton', content, at: NOW, actor: 'asha' });

describe('counts that say only how many are in', () => {
  test.each<[string, GpCounts | null, GpCounts]>([
    ['nothing known', null, { expected: 8, offSick: 0, away: 4, locums: 0 }],
    ['two off sick', { expected: 8, offSick: 2, away: 0, locums: 0 }, { expected: 8, offSick: 2, away: 2, locums: 0 }],
    ['six off sick', { expected: 8, offSick: 6, away: 0, locums: 0 }, { expected: 8, offSick: 4, away: 0, locums: 0 }],
    ['a locum', { expected: 8, offSick: 1, away: 1, locums: 1 }, { expected: 8, offSick: 1, away: 4, locums: 1 }],
    ['five locums', { expected: 8, offSick: 0, away: 0, locums: 5 }, { expected: 8, offSick: 0, away: 8, locums: 4 }],
  ])('keep what is known of the day, with %s, and guess no illness', (_case, known, filled) => {
    expect(fillCounts(4, 8, known)).toEqual(filled);
  });

  test('always come out as they were texted, and can be stored', () => {
    const count = fc.nat(99);
    const known = fc.option(fc.record({ expected: count, offSick: count, away: count, locums: count }));
    fc.assert(
      fc.property(count, count, known, (a, b, before) => {
        const [available, expected] = [Math.min(a, b), Math.max(a, b)];
        const gps = fillCounts(available, expected, before);
        expect([availableGps(gps), gps.expected]).toEqual([available, expected]);
        expect(checkReport({ gps })).toEqual([]);
        expect(gps.offSick).toBeLessThanOrEqual(before?.offSick ?? 0);
      }),
    );
  });
});

describe('what a text says', () => {
  test.each<[string, ReportContent, GpCounts | null, boolean]>([
    ['that the line is down', { it: { internet: 'down' } }, null, false],
    ['that all is down', { it: { internet: 'down', phones: 'down' } }, null, false],
    ['that the line works', { it: { internet: 'working' } }, null, true],
    ['that phones work and the line does not', { it: { internet: 'down', phones: 'working' } }, null, true],
    ['fewer GPs than before', { gps: counts(4, 8) }, counts(8, 8), false],
    ['as many', { gps: counts(8, 8) }, counts(8, 8), false],
    ['a few more', { gps: counts(5, 8) }, counts(4, 8), true],
    ['all of them again', { gps: counts(8, 8) }, counts(4, 8), true],
    ['one more at a level that is well', { gps: counts(10, 10) }, counts(9, 10), true],
    ['that none were planned', { gps: counts(0, 0) }, counts(4, 8), true],
    ['too few, where nothing was known', { gps: counts(4, 8) }, null, false],
    ['enough, where nothing was known', { gps: counts(8, 8) }, null, true],
    ['none', { gps: counts(0, 8) }, null, false],
  ])('waits to be confirmed only when it looks better: %s', (_case, content, before, waits) => {
    const known = before ? [report('clayton', { gps: before }, { at: AT, seq: 101 })] : [];
    expect(mustWait(board(...known), texted(content), NOW)).toBe(waits);
  });

  test('never makes a branch look better without being confirmed', () => {
    const state = fc.constantFrom<ServiceState>('working', 'down', 'degraded', 'unknown');
    const gps = fc.tuple(fc.nat(12), fc.nat(12)).map(([a, b]) => counts(Math.min(a, b), Math.max(a, b)));
    const says = fc.oneof(
      fc.record({ internet: state, phones: state }).map((it) => ({ it })),
      gps.map((counted) => ({ gps: counted })),
    );
    const rank = { degraded: 0, unknown: 1, closed: 1, limited: 1, normal: 2 } as const;
    fc.assert(
      fc.property(gps, says, (before, content) => {
        const known = report('clayton', { it: ALL_WORKING, gps: before }, { at: AT, seq: 101 });
        const now = board(known);
        fc.pre(!mustWait(now, texted(content), NOW));
        const look = (shown: typeof now) => rank[boardShows(shown, 'clayton', content, NOW).situation.state];
        expect(look(withReport(now, texted(content), 102))).toBeLessThanOrEqual(look(now));
      }),
    );
  });
});

describe('a claim that the line works', () => {
  const UP: ReportContent = { it: { internet: 'working' } };
  const heard = (state: 'heard' | 'recovering' | 'suspect' | 'lost', at: number, seq: number) =>
    signal('clayton', state, { at, seq });
  const signals = (...facts: readonly Fact[]) => board(...facts).branches['clayton']?.signals ?? [];

  test.each<[string, ReportContent, readonly Fact[], boolean]>([
    ['its sender is heard again', UP, [heard('heard', NOW, 101)], true],
    ['its sender is on its way back', UP, [heard('recovering', NOW, 101)], true],
    ['its sender was heard before it', UP, [heard('heard', AT - SECOND, 101)], false],
    ['its sender falls silent', UP, [heard('suspect', NOW, 101), heard('lost', NOW + MINUTE, 102)], false],
    ['it has no sender', UP, [], false],
    ['it is about phones, which no beat proves', { it: { phones: 'working' } }, [heard('heard', NOW, 101)], false],
    ['it is about GPs', { gps: counts(8, 8) }, [heard('heard', NOW, 101)], false],
  ])('and %s', (_case, content, facts, confirmed) => {
    expect(isConfirmedBySignal(content, AT, signals(...facts))).toBe(confirmed);
  });
});

describe('the leads of a branch that fell silent', () => {
  const SILENT = signal('clayton', 'suspect', { at: AT, seq: 110, lastBeatAt: AT - 75 * SECOND });
  const asked = (after: number, facts: readonly Fact[] = [SILENT], blind = false) =>
    branchesToAsk(board(...facts), blind, AT + after).map(({ slug }) => slug);

  test.each<[string, number, readonly Fact[], boolean]>([
    ['are not asked at once', 59 * SECOND, [SILENT], false],
    ['are asked after a minute', MINUTE, [SILENT], true],
    ['are not asked when it is too late to help', 11 * MINUTE, [SILENT], false],
    [
      'are not asked once it is heard',
      MINUTE,
      [SILENT, signal('clayton', 'heard', { at: AT + 30 * SECOND, seq: 111 })],
      false,
    ],
    [
      'are not asked once it is lost',
      MINUTE,
      [SILENT, signal('clayton', 'lost', { at: AT + 30 * SECOND, seq: 111 })],
      false,
    ],
    [
      'are not asked when somebody told',
      MINUTE,
      [SILENT, report('clayton', { it: { internet: 'down' } }, { at: AT, seq: 111 })],
      false,
    ],
    [
      'are asked whatever was said before',
      MINUTE,
      [report('clayton', { it: ALL_WORKING }, { at: AT - HOUR, seq: 101 }), SILENT],
      true,
    ],
    ['are not asked when it comes and goes', MINUTE, [flapping('clayton', true, { at: AT, seq: 101 }), SILENT], false],
    [
      'are asked when it is steady again',
      MINUTE,
      [
        flapping('clayton', true, { at: AT - HOUR, seq: 101 }),
        flapping('clayton', false, { at: AT - MINUTE, seq: 102 }),
        SILENT,
      ],
      true,
    ],
  ])('%s', (_case, after, facts, isAsked) => {
    expect(asked(after, facts)).toEqual(isAsked ? ['clayton'] : []);
  });

  test('are not asked while the board is blind, or the branch is closed', () => {
    expect(asked(MINUTE, [SILENT], true)).toEqual([]);
    const evening = london('2019-12-31 21:00');
    const late = signal('clayton', 'suspect', { at: evening, seq: 110 });
    expect(branchesToAsk(board(late), false, evening + MINUTE)).toEqual([]);
  });
});

describe('a text that we send', () => {
  const names = sampleBranches().map(({ name }) => name);
  const lines = names.flatMap((name, index) => {
    const slug = sampleBranches()[index]?.slug ?? '';
    const facts = [report(slug, { it: { ...ALL_WORKING, internet: 'down' }, gps: counts(4, 8) }, { at: AT, seq: 101 })];
    const shows = (content: ReportContent) => boardShows(board(...facts), slug, content, NOW);
    const it = shows({ it: { internet: 'working' } });
    const gps = shows({ gps: counts(8, 8) });
    const why: readonly Misunderstanding[] = [
      'empty',
      'too-long',
      'question',
      'doubt',
      'up-and-down',
      'two-things',
      'no-verb',
      'unknown-words',
      'no-branch',
      'absent-counts',
      'more-than-expected',
      'bad-counts',
    ];
    return [
      boardLine(it),
      boardLine(gps),
      laterLine(it),
      laterLine(gps),
      confirmLine('482193', { it: { internet: 'working' } }, it),
      confirmLine('482193', { gps: counts(8, 8) }, gps),
      ...(['code', 'office', 'signal'] as const).map((by) => confirmedLine(by, it)),
      refusedLine(name, { it: { internet: 'working' } }),
      helpLine(name),
      notAllowedLine(name, [names[0] ?? '', names[1] ?? '']),
      askLine(name, AT, '482193', ZONE),
      ...why.map((reason) => misunderstoodLine(reason, [name], name)),
      misunderstoodLine('which-branch', ['Wisbeck Quay Surgery', 'Wisbeck Trinity Surgery'], name),
      ...Object.values(TEXT_LINES),
    ];
  });

  test('is one message, in signs that every phone takes', () => {
    expect(lines.length).toBeGreaterThan(400);
    expect(lines.filter((line) => toGsm7(line) !== line)).toEqual([]);
    expect(lines.filter((line) => line.length > TEXT_LENGTH)).toEqual([]);
  });

  test('reads like a person wrote it', () => {
    const silent = [signal('clayton', 'lost', { at: NOW, seq: 101, lastBeatAt: AT })];
    const phones = [report('clayton', { it: { ...ALL_WORKING, phones: 'down' } }, { at: AT, seq: 101 })];
    const line = (facts: readonly Fact[], content: ReportContent) =>
      boardLine(boardShows(board(...facts), 'clayton', content, NOW));
    expect([
      line(silent, { it: { internet: 'down' } }),
      line(phones, { it: { phones: 'down' } }),
      line(phones, { it: { internet: 'working' } }),
      line([], { gps: counts(8, 8) }),
      askLine('Clayton Surgery', AT, '482193', ZONE),
      textSays({ it: { internet: 'working', phones: 'down' } }),
      textSays({ gps: counts(4, 8) }),
    ]).toEqual([
      'Clayton: not heard since 10:32am. 0 of 18 work.',
      'Clayton: phones down since 10:32am. 0 of 18 work.',
      'Clayton: internet working. It still has a problem. 0 of 18 work.',
      'Clayton: GPs not known. 0 of 18 work.',
      'We have not heard from Clayton since 10:32am. Is its internet down? Reply CLAYTON DOWN. If it works, reply CLAYTON UP 482193.',
      'internet working, phones down',
      '4 of 8 GPs in',
    ]);
  });

  test.each([
    ['St Mary’s – “new”…', 'St Mary\'s - "new"...'],
    ['Môr, Łódź, Ñandú', 'Mor, ?odz, Ñandu'],
    ['👍 ok', '? ok'],
  ])('writes "%s" with plain signs', (text, plain) => {
    expect(toGsm7(text)).toBe(plain);
  });
});
