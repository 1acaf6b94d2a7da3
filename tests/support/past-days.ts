import { deriveAffectedSpans } from '../../shared/board/incidents.ts';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { toBranchDay } from '../../shared/history/branch-day.ts';
import { type DayKey, daysAfter, spanOf } from '../../shared/history/day-key.ts';
import { packDay } from '../../shared/history/packed-day.ts';
import { branchOfFact, toStateFact } from '../../shared/history/state-fact.ts';
import { deriveStretches, type Stretch } from '../../shared/history/stretches.ts';
import { HOUR, MINUTE } from '../../shared/practice/instant.ts';
import { type PastDays, toPublicHistory } from '../../shared/views/public-history.ts';
import type { PublicHistory } from '../../shared/wire/history.ts';
import {
  ALL_WORKING,
  branchSet,
  incident,
  london,
  report,
  type ReportSays,
  sampleBranch,
  signal,
  ZONE,
} from './facts.ts';

/** A branch on one day, from all facts there are. */
export function stretchesOn(slug: string, facts: readonly Fact[], day: DayKey): readonly Stretch[] {
  const span = spanOf(day, ZONE);
  const told = facts.flatMap((fact) => toStateFact(fact) ?? []).toSorted((a, b) => a.at - b.at || a.seq - b.seq);
  const before = foldFacts(
    EMPTY_BOARD,
    told.filter(({ at }) => at < span.begin),
  );
  const during = told.filter(({ at }) => at >= span.begin && at < span.end);
  const after = foldFacts(before, during);
  const mine = during.filter((fact) => branchOfFact(fact) === slug || fact.kind === 'practice');
  const known = { record: before.branches[slug] ?? null, practice: before.practice };
  return deriveStretches(known, mine, slug, deriveAffectedSpans(after).get(slug) ?? [], span);
}

function pastOf(slug: string, facts: readonly Fact[], last: DayKey, count: number): PastDays {
  const days = Array.from({ length: count }, (_, ago) => daysAfter(last, -ago)).map((day) => {
    const made = toBranchDay(stretchesOn(slug, facts, day), spanOf(day, ZONE));
    return [day, new Map(made ? [[slug, packDay(made, spanOf(day, ZONE).begin)]] : [])] as const;
  });
  return { last, zone: ZONE, days: new Map(days) };
}

const LAST = '2019-12-30';

/** Clayton's last 90 days before the day of the scenes: all that can be told of, and days like any other. */
export function eventfulHistory(count = 90): PublicHistory {
  const facts: Fact[] = [];
  const place = (text: string) => ({ at: london(text), seq: facts.length + 1 });
  const say = (text: string, says: ReportSays) => facts.push(report('clayton', says, place(text)));
  facts.push(branchSet(sampleBranch('clayton'), place(`${daysAfter(LAST, 1 - count)} 00:00`)));
  const silent = ['2019-12-27', '2019-11-11', '2019-11-12', '2019-11-13'];
  for (let ago = count - 1; ago >= 0; ago -= 1) {
    const day = daysAfter(LAST, -ago);
    if (!silent.includes(day)) say(`${day} 08:05`, { it: ALL_WORKING });
  }
  say('2019-12-19 09:05', { it: { internet: 'down' } });
  say('2019-12-19 15:10', { it: ALL_WORKING });
  say('2019-12-03 10:00', { gps: { expected: 8, offSick: 4, away: 0, locums: 0 } });
  say('2019-11-21 16:00', { it: { phones: 'down' } });
  say('2019-11-22 10:15', { it: { phones: 'working' } });
  say('2019-10-18 20:00', { it: { records: 'down' } });
  say('2019-10-18 20:40', { it: { records: 'working' } });
  facts.push(signal('clayton', 'heard', place('2019-12-10 08:10')));
  facts.push(signal('clayton', 'lost', place('2019-12-10 10:32')));
  facts.push(signal('clayton', 'recovering', place('2019-12-10 11:20')));
  facts.push(signal('clayton', 'heard', place('2019-12-10 11:25')));
  const wide = { severity: 'major', branches: ['clayton'], services: ['records'], shown: true } as const;
  const opened = facts.length + 1;
  facts.push(incident(opened, { title: 'The record system does not answer', ...wide }, place('2019-11-28 09:30')));
  facts.push(incident(opened, { resolved: true }, place('2019-11-28 10:45')));
  for (const [text, hours] of [
    ['2019-12-12 13:00', 1],
    ['2019-12-19 07:00', 2],
  ] as const) {
    const seq = facts.length + 1;
    const from = london(text);
    const work = {
      title: 'New phones are put in',
      branches: ['clayton'],
      services: ['phones'] as const,
      from,
      to: from + hours * HOUR,
    };
    const planned = { at: from - 30 * MINUTE, recordedAt: from, seq, actor: 'office', actorName: null };
    facts.push({ ...planned, kind: 'planned', planned: seq, work });
  }
  return toPublicHistory(foldFacts(EMPTY_BOARD, facts), pastOf('clayton', facts, LAST, count), 'clayton');
}
