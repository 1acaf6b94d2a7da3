import { describe, expect, test } from 'vitest';
import type { BranchRecord } from '../../shared/board/board.ts';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import type { ReportContent } from '../../shared/facts/check-report.ts';
import { type ArrivingReport, decideReport } from '../../shared/facts/decide-report.ts';
import type { ReportFact } from '../../shared/facts/fact.ts';
import { fromIso, type Instant } from '../../shared/practice/instant.ts';

const at = (time: string): Instant => fromIso(`2019-12-31T${time}Z`);

function said(seq: number, time: string, actor: string, content: ReportContent): ReportFact {
  const stamps = { seq, at: at(time), recordedAt: at(time), actor, actorName: `Name of ${actor}` };
  return { kind: 'report', branch: 'clayton', onBehalf: false, ...stamps, ...content } as ReportFact;
}

function recordOf(...facts: ReportFact[]): BranchRecord | null {
  return foldFacts(EMPTY_BOARD, facts).branches.clayton ?? null;
}

function arriving(content: ReportContent, more: Partial<ArrivingReport> = {}): ArrivingReport {
  const now = { arrivedAt: at('12:00:00'), madeSecondsAgo: 0, lastSeenAt: null };
  return { actor: 'lead', content, seenSeq: 0, ...now, ...more };
}

const TWO_HOURS = 7_200;

describe('a report made just now', () => {
  test('is stored when nobody has said anything yet', () => {
    const decision = decideReport(null, arriving({ access: 'open' }));
    expect(decision).toEqual({ kind: 'store', at: at('12:00:00'), notApplied: [], overrode: [] });
  });

  test('is stored when its sender saw all that was said', () => {
    const record = recordOf(said(3, '11:00:00', 'office', { access: 'closed' }));
    const decision = decideReport(record, arriving({ access: 'open' }, { seenSeq: 3, madeSecondsAgo: 10 }));
    expect(decision).toEqual({ kind: 'store', at: at('11:59:50'), notApplied: [], overrode: [] });
  });

  test('is told what was said since, of every field, and by whom', () => {
    const record = recordOf(
      said(3, '11:00:00', 'office', { access: 'closed', it: { phones: 'down' } }),
      said(5, '11:30:00', 'colleague', { it: { phones: 'working' }, confirm: true }),
    );
    expect(decideReport(record, arriving({ access: 'open' }, { seenSeq: 3 }))).toEqual({
      kind: 'changed-since',
      seq: 5,
      changed: [
        { field: 'it.phones', seq: 5, by: 'Name of colleague', at: at('11:30:00'), was: 'working' },
        { field: 'confirm', seq: 5, by: 'Name of colleague', at: at('11:30:00'), was: true },
      ],
    });
  });

  test.each([0, 2, 4, 99])('is refused when it saw fact %i and the last one is 3', (seenSeq) => {
    const record = recordOf(said(3, '11:00:00', 'office', { access: 'closed' }));
    expect(decideReport(record, arriving({ access: 'open' }, { seenSeq }))).toMatchObject({
      kind: 'changed-since',
      seq: 3,
    });
  });

  test('counts after what it answers, even when the clock of another instance was ahead', () => {
    const record = recordOf(said(3, '12:00:04', 'office', { access: 'closed' }));
    const decision = decideReport(record, arriving({ access: 'open' }, { seenSeq: 3, madeSecondsAgo: 20 }));
    expect(decision).toEqual({ kind: 'store', at: at('12:00:04'), notApplied: [], overrode: [] });
  });
});

describe('a report from a queue', () => {
  const record = recordOf(
    said(3, '09:00:00', 'office', { access: 'open', it: { internet: 'down' } }),
    said(5, '11:00:00', 'office', { it: { internet: 'working' } }),
  );

  test('does not undo what was said later, and says so', () => {
    const report = arriving({ it: { internet: 'down' } }, { seenSeq: 3, madeSecondsAgo: TWO_HOURS });
    expect(decideReport(record, report)).toEqual({
      kind: 'store',
      at: at('10:00:00'),
      notApplied: [{ field: 'it.internet', seq: 5, by: 'Name of office', at: at('11:00:00'), was: 'working' }],
      overrode: [],
    });
  });

  test('overrides what was said before it that its sender had not seen, and says so', () => {
    const report = arriving({ access: 'closed' }, { seenSeq: 0, madeSecondsAgo: TWO_HOURS });
    expect(decideReport(record, report)).toMatchObject({
      notApplied: [],
      overrode: [{ field: 'access', seq: 3, by: 'Name of office', at: at('09:00:00'), was: 'open' }],
    });
  });

  test('made at the same moment as another holds, because it came to the journal later', () => {
    const report = arriving({ it: { internet: 'down' } }, { madeSecondsAgo: TWO_HOURS / 2 });
    expect(decideReport(record, report)).toMatchObject({
      at: at('11:00:00'),
      notApplied: [],
      overrode: [{ field: 'it.internet', seq: 5 }],
    });
  });

  test.each<[string, ReportContent, Partial<ArrivingReport>]>([
    ['its sender had seen it', { access: 'closed' }, { seenSeq: 3 }],
    ['its sender had said it', { access: 'closed' }, { actor: 'office' }],
    ['it says the same', { access: 'open' }, {}],
  ])('overrides nothing when %s', (_case, content, more) => {
    const report = arriving(content, { madeSecondsAgo: TWO_HOURS, ...more });
    expect(decideReport(record, report)).toMatchObject({ kind: 'store', notApplied: [], overrode: [] });
  });

  test('counts as said again when it holds the same counts, in whatever order they are kept', () => {
    const gps = { expected: 8, offSick: 4, away: 0, locums: 0 };
    const kept = { away: 0, locums: 0, offSick: 4, expected: 8 };
    const report = arriving({ gps }, { madeSecondsAgo: TWO_HOURS });
    expect(decideReport(recordOf(said(3, '09:00:00', 'office', { gps: kept })), report)).toMatchObject({
      overrode: [],
    });
  });

  test.each([
    [29, 'changed-since'],
    [30, 'store'],
  ])('is one from %i seconds on: %s', (madeSecondsAgo, kind) => {
    expect(decideReport(record, arriving({ access: 'open' }, { madeSecondsAgo })).kind).toBe(kind);
  });
});

describe('when a report was made', () => {
  test.each([
    ['as the phone says', TWO_HOURS, null, '10:00:00'],
    ['not before the last time of ours the phone saw', TWO_HOURS, '11:15:00', '11:15:00'],
    ['as the phone says, when it saw us before that', TWO_HOURS, '08:00:00', '10:00:00'],
    ['not after it arrived', TWO_HOURS, '12:30:00', '12:00:00'],
  ])('is taken %s', (_case, madeSecondsAgo, seen, expected) => {
    const lastSeenAt = seen === null ? null : at(seen);
    expect(decideReport(null, arriving({ confirm: true }, { madeSecondsAgo, lastSeenAt }))).toMatchObject({
      at: at(expected),
    });
  });
});
