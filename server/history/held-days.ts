import type { Board } from '../../shared/board/board.ts';
import { EMPTY_BOARD } from '../../shared/board/fold.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { type DayKey, daysAfter, keyOf, spanOf } from '../../shared/history/day-key.ts';
import type { PackedDay } from '../../shared/history/packed-day.ts';
import { toStateFact } from '../../shared/history/state-fact.ts';
import { byTime, deriveDay, foldInTurns } from './derive-day.ts';
import type { StoredBase } from './history.queries.ts';

/** A report comes in at most two days after it was made; the rest is for those that nobody thought of. */
export const HELD_DAYS = 3;

/** What came too late to be among the days that are held. */
export type Taken = 'taken' | 'too-late';

/**
 * The newest days with all that was said to be true in them, and what was known before them. What comes late falls into
 * one of them, and no day has to be looked up.
 */
export interface HeldDays {
  /** The oldest of them; null before the first fact. */
  first(): DayKey | null;
  /** The highest seq that was taken. */
  seq(): number;
  /** Takes facts in the order of the journal; those it has are passed over. `onDay` is called for each day that one falls into. */
  take(facts: readonly Fact[], onDay?: (day: DayKey, seq: number) => void): Taken;
  /** Takes facts by when they were true, of those up to `seq`. */
  fill(facts: readonly Fact[], onDay: (day: DayKey, seq: number) => void): void;
  derive(day: DayKey): Promise<ReadonlyMap<string, PackedDay>>;
  /** Lets go of the days before this one. */
  letGo(before: DayKey): Promise<void>;
  /** To go on from later; null before the first fact. */
  toBase(): StoredBase | null;
}

/** Goes on from a base; without one they are filled with all facts up to `upTo` first. */
export function createHeldDays(zone: string, base: StoredBase | null, upTo: number): HeldDays {
  let first = base?.day ?? null;
  let seq = base?.after ?? upTo;
  const baseSeq = base?.seq ?? upTo;
  const facts = new Map<DayKey, Fact[]>();
  /** Before each day: all that was true earlier. */
  let boards = new Map<DayKey, Board>(base ? [[base.day, base.board]] : []);

  function begin(day: DayKey): DayKey {
    first = day;
    boards = new Map([[day, EMPTY_BOARD]]);
    return day;
  }

  function put(fact: Fact): DayKey | null {
    const day = keyOf(fact.at, zone);
    const from = first ?? begin(daysAfter(day, -HELD_DAYS));
    if (day < from) return null;
    const known = facts.get(day);
    if (known) known.push(fact);
    else facts.set(day, [fact]);
    for (const later of boards.keys()) if (later > day) boards.delete(later);
    return day;
  }

  function factsOf(day: DayKey): readonly Fact[] {
    return (facts.get(day) ?? []).toSorted(byTime);
  }

  async function before(day: DayKey): Promise<Board> {
    for (;;) {
      const known = boards.get(day);
      if (known) return known;
      if (first === null || day < first) return EMPTY_BOARD;
      const yesterday = daysAfter(day, -1);
      const start = await before(yesterday);
      const said = factsOf(yesterday);
      const board = await foldInTurns(start, said);
      // What came in meanwhile may belong into it.
      if (boards.get(yesterday) === start && factsOf(yesterday).length === said.length) boards.set(day, board);
    }
  }

  return {
    first: () => first,
    seq: () => seq,
    take(next, onDay) {
      let taken: Taken = 'taken';
      for (const fact of next) {
        if (fact.seq <= seq) continue;
        seq = fact.seq;
        const told = toStateFact(fact);
        if (!told) continue;
        const day = put(told);
        if (day) onDay?.(day, fact.seq);
        else if (fact.seq > baseSeq) taken = 'too-late';
      }
      return taken;
    },
    fill(next, onDay) {
      for (const fact of next) {
        const told = toStateFact(fact);
        const day = told && put(told);
        if (day) onDay(day, fact.seq);
      }
    },
    async derive(day) {
      const [known, said] = [await before(day), factsOf(day)];
      return deriveDay(known, said, await before(daysAfter(day, 1)), spanOf(day, zone));
    },
    async letGo(wanted) {
      while (first !== null && first < wanted) {
        const next = daysAfter(first, 1);
        await before(next);
        const board = boards.get(next);
        if (!board) continue;
        facts.delete(first);
        first = next;
        boards = new Map([...boards].filter(([day]) => day > next)).set(next, board);
      }
    },
    toBase() {
      const board = first === null ? undefined : boards.get(first);
      if (first === null || !board) return null;
      const held = [...facts.values()].flat().map((fact) => fact.seq);
      const oldest = held.reduce((least, one) => Math.min(least, one), seq + 1);
      return { day: first, seq, after: oldest - 1, board };
    },
  };
}
