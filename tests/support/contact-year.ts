import { checkSilence } from '../../shared/contact/check-silence.ts';
import { type ContactRecord, type ContactSignal, NEVER_HEARD } from '../../shared/contact/contact-record.ts';
import { hearBeat } from '../../shared/contact/hear-beat.ts';
import { openedAt } from '../../shared/contact/opened-at.ts';
import { type Instant, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { type BranchWorld, beatsOf, createBranchWorld, type Stretch, WORLD } from './contact-world.ts';
import { ZONE } from './facts.ts';
import { seeded, type Seeded } from './seeded.ts';

/** The board looks this often. */
const PASS = 2 * SECOND;
const OPENING_GRACE = 15 * MINUTE;
/** After so much silence that counts, it changes nothing more. */
const SETTLED = 200 * SECOND;
const LONG_OUTAGE = 5 * MINUTE;

export interface YearResult {
  readonly beats: number;
  /** Patients were told of an outage that was none. */
  readonly falseAlarms: number;
  /** Falls that went to staff alone, and were no outage. */
  readonly falseQuestions: number;
  /** Milliseconds from the start of each long outage in opening hours until patients were told; null: never. */
  readonly noticed: readonly (number | null)[];
  /** Outages of branches that had not been heard since they opened: staff are asked, patients are not told. */
  readonly unheard: number;
  /** Silences without an outage in opening hours, in milliseconds: what other limits would have made of them. */
  readonly silences: readonly number[];
}

/** A signal, and the state the branch was in before it. */
interface Move extends ContactSignal {
  readonly before: ContactRecord;
}

/** The times in a silence at which a look can change anything. */
function* looksIn(from: Instant, to: Instant, world: BranchWorld, cursor: { opening: number }): Generator<Instant> {
  const starts = [from];
  while ((world.openings[cursor.opening]?.from ?? Number.POSITIVE_INFINITY) + OPENING_GRACE <= to) {
    const counted = (world.openings[cursor.opening]?.from ?? 0) + OPENING_GRACE;
    if (counted > from) starts.push(counted);
    cursor.opening += 1;
  }
  for (const start of starts) {
    const first = Math.ceil(start / PASS) * PASS;
    for (let at = first; at < Math.min(to, start + SETTLED); at += PASS) yield at;
  }
}

/** Lets one branch live through its time, judged by the rules. */
function liveThrough(world: BranchWorld, time: Stretch, chance: Seeded, sawBeat: (at: Instant, last: Instant) => void) {
  const moves: Move[] = [];
  const cursor = { opening: 0 };
  let record = NEVER_HEARD;
  const look = (to: Instant) => {
    const last = record.lastBeatAt;
    if (last === null) return;
    // Between two beats of a branch that is well there is nothing to see.
    const busy = to - last >= 40 * SECOND || record.state !== 'heard' || record.flappingSince !== null;
    if (!busy) return;
    for (const at of looksIn(last, to, world, cursor)) {
      const step = checkSilence(record, at, openedAt(world.rules, at, ZONE));
      moves.push(...step.signals.map((signal) => ({ ...signal, before: record })));
      record = step.record;
    }
  };
  for (const at of beatsOf(world, chance)) {
    look(at);
    if (record.lastBeatAt !== null) sawBeat(at, record.lastBeatAt);
    const step = hearBeat(record, { at, every: WORLD.every });
    moves.push(...step.signals.map((signal) => ({ ...signal, before: record })));
    record = step.record;
  }
  look(time.to);
  return moves;
}

function overlaps(list: readonly Stretch[], from: Instant, to: Instant): boolean {
  return list.some((stretch) => stretch.from < to && stretch.to > from);
}

function isTold(state: ContactRecord['state'] | undefined): boolean {
  return state === 'lost' || state === 'recovering';
}

/** When patients were told of an outage and then not untold while it lasted. */
function toldAt(moves: readonly Move[], outage: Stretch): Instant | null {
  const before = moves.findLast((move) => move.at <= outage.from && move.public);
  let told = isTold(before?.contact) ? outage.from : null;
  for (const move of moves) {
    if (!move.public || move.at <= outage.from || move.at > outage.to) continue;
    told = isTold(move.contact) ? (told ?? move.at) : null;
  }
  return told;
}

interface Noticing {
  readonly noticed: (number | null)[];
  unheard: number;
}

function judgeOutages(world: BranchWorld, moves: readonly Move[], heardIn: ReadonlyMap<Instant, Instant>): Noticing {
  const result: Noticing = { noticed: [], unheard: 0 };
  for (const outage of world.outages) {
    for (const opening of world.openings) {
      const from = Math.max(outage.from, opening.from + OPENING_GRACE);
      if (Math.min(outage.to, opening.to) - from <= LONG_OUTAGE) continue;
      const firstHeard = heardIn.get(opening.from);
      if (firstHeard === undefined || firstHeard > outage.from) {
        result.unheard += 1;
        continue;
      }
      const told = toldAt(moves, outage);
      result.noticed.push(told === null ? null : Math.max(0, told - from));
    }
  }
  return result;
}

/** 18 branches, or as many as are asked for, through some time from 1 January on. */
export function simulateContact(seed: number, days: number, branches = 18, year = 2026): YearResult {
  const from = Date.UTC(year, 0, 1);
  const time: Stretch = { from, to: from + days * 24 * 60 * MINUTE };
  const noticed: (number | null)[] = [];
  const silences: number[] = [];
  let [beats, falseAlarms, falseQuestions, unheard] = [0, 0, 0, 0];
  for (let branch = 0; branch < branches; branch += 1) {
    const chance = seeded(seed * 1_000 + branch);
    const world = createBranchWorld(branch, time, chance);
    const heardIn = new Map<Instant, Instant>();
    let opening = 0;
    const moves = liveThrough(world, time, chance, (at, last) => {
      beats += 1;
      while ((world.openings[opening]?.to ?? Number.POSITIVE_INFINITY) <= at) opening += 1;
      const span = world.openings[opening];
      if (!span || at < span.from) return;
      if (!heardIn.has(span.from)) heardIn.set(span.from, at);
      const counted = at - Math.max(last, span.from + OPENING_GRACE);
      if (counted >= 45 * SECOND && !overlaps(world.outages, last, at)) silences.push(counted);
    });
    for (const move of moves) {
      const started = move.contact === 'lost' || move.contact === 'suspect';
      if (!started || overlaps(world.outages, move.lastBeatAt ?? 0, move.at)) continue;
      if (move.contact === 'lost' && !isTold(move.before.state)) falseAlarms += 1;
      if (move.contact === 'suspect') falseQuestions += 1;
    }
    const judged = judgeOutages(world, moves, heardIn);
    noticed.push(...judged.noticed);
    unheard += judged.unheard;
  }
  return { beats, falseAlarms, falseQuestions, noticed, unheard, silences };
}
