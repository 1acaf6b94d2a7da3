import { BOARD_VERSION } from '../../shared/board/fold.ts';
import { settingsOf } from '../../shared/board/records.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { type DayKey, daysAfter, keyOf } from '../../shared/history/day-key.ts';
import { HISTORY_VERSION } from '../../shared/history/packed-day.ts';
import { MINUTE } from '../../shared/practice/instant.ts';
import type { PastDays } from '../../shared/views/public-history.ts';
import type { CurrentBoard } from '../board/current-board.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import type { Log } from '../platform/log.ts';
import { HELD_DAYS } from './held-days.ts';
import { readFactsByTime, readNextFacts, type TimePlace } from './history.queries.ts';
import { deriveDue, fillWork, firstTold, letGoOf, openWork, saveWork, takeFacts, type Work } from './history-work.ts';

/** The history of all branches, in memory. */
export interface History {
  /** null while it is not known yet. The very same value while nothing of it changed. */
  past(): PastDays | null;
  /** Facts that the board took, in the order of the journal. */
  took(facts: readonly Fact[]): void;
  /** Does what there is to do; resolves when it is done. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

export interface HistoryDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly board: Pick<CurrentBoard, 'board' | 'epoch'>;
}

const LOOK_EVERY = MINUTE;
/** Small: a start reads the whole journal once, and others are to get their turn in between. */
const FACTS_AT_ONCE = 250;

/** Derives each day once, when it is over, beside everything else; a page view finds it in memory. */
export function keepHistory({ db, clock, log, board }: HistoryDeps): History {
  let work: Work | null = null;
  let past: PastDays | null = null;
  /** Of the journal that it follows from. */
  let pastOf = '';
  let fromFirst = false;
  let failing = false;
  let stopped = false;
  let running: Promise<void> | null = null;
  let isDue = false;

  const zoneNow = () => settingsOf(board.board()).timeZone;
  const goesOn = () => !stopped;

  function isOfNow(known: Work): boolean {
    return known.epoch === board.epoch() && known.zone === zoneNow();
  }

  /** Of such a fact nobody knows which days it changes but by reading all. */
  function take(into: Work, facts: readonly Fact[]): void {
    if (takeFacts(into, facts)) return;
    log.warn({ seq: facts[0]?.seq }, 'something came in that was true days ago: the history is derived anew');
    fromFirst = true;
    work = null;
  }

  async function open(): Promise<Work | null> {
    const zone = zoneNow();
    const making = { epoch: board.epoch(), madeBy: `${HISTORY_VERSION}.${BOARD_VERSION} ${zone}`, zone };
    const upTo = board.board().seq;
    const opened = await openWork(db, making, keyOf(clock.now(), zone), { fromFirst, upTo });
    if (opened.isEmpty && !(await fill(opened, upTo))) return null;
    fromFirst = false;
    return opened;
  }

  /** From the first fact on, each once; false when it is not to go on. */
  async function fill(into: Work, upTo: number): Promise<boolean> {
    let place: TimePlace | undefined = { at: 0, seq: 0 };
    while (place && goesOn() && isOfNow(into)) {
      const facts: readonly Fact[] = await readFactsByTime(db, place, upTo, FACTS_AT_ONCE);
      fillWork(into, facts);
      place = facts.at(-1);
      if (place) await goOn(into, keyOf(place.at, into.zone));
    }
    return place === undefined;
  }

  async function readOn(into: Work): Promise<void> {
    while (goesOn() && work === into && isOfNow(into)) {
      const missing = board.board().seq - into.held.seq();
      if (missing <= 0) return;
      const facts = await readNextFacts(db, into.held.seq(), Math.min(FACTS_AT_ONCE, missing));
      const last = facts.at(-1);
      if (!last) return;
      take(into, facts);
      await goOn(into, keyOf(last.recordedAt, into.zone));
    }
  }

  /** Days that nothing can come into any more are derived and let go. */
  async function goOn(into: Work, reached: DayKey): Promise<void> {
    const today = keyOf(clock.now(), into.zone);
    const before = daysAfter(reached < today ? reached : today, -HELD_DAYS);
    const first = into.held.first();
    if (first === null || first >= before) return;
    await deriveDue(into, firstTold(today), daysAfter(before, -1), goesOn);
    if (goesOn()) await letGoOf(into, before);
  }

  function show({ epoch, days, zone }: Work, today: DayKey, isOther: boolean): void {
    const last = daysAfter(today, -1);
    if (past?.last === last && pastOf === epoch && !isOther) return;
    const told = [...days].filter(([day]) => day >= firstTold(today) && day <= last);
    pastOf = epoch;
    past = { last, zone, days: new Map(told.map(([day, { branches }]) => [day, branches])) };
  }

  async function run(): Promise<void> {
    if (work && !isOfNow(work)) [work, past] = [null, null];
    work ??= await open();
    const into = work;
    if (!into) return;
    await readOn(into);
    if (!goesOn() || work !== into) return;
    const today = keyOf(clock.now(), into.zone);
    await goOn(into, today);
    await deriveDue(into, firstTold(today), daysAfter(today, -1), goesOn);
    if (!goesOn() || work !== into || !isOfNow(into)) return;
    const isOther = into.unsaved.size > 0;
    // Saved first: whoever starts next finds what was told. What cannot be saved is told all the same.
    try {
      await saveWork(db, into, today);
    } finally {
      show(into, today, isOther);
    }
    failing = false;
  }

  async function tryRun(): Promise<void> {
    do {
      isDue = false;
      try {
        await run();
      } catch (error) {
        if (!failing) log.warn({ err: error }, 'the history could not be derived or saved');
        failing = true;
      }
    } while (isDue && goesOn() && !failing);
  }

  function look(): Promise<void> {
    if (stopped) return Promise.resolve();
    isDue = running !== null;
    running ??= tryRun().finally(() => {
      running = null;
    });
    return running;
  }

  const cancel = clock.every(LOOK_EVERY, () => void look());
  return {
    past: () => (pastOf === board.epoch() ? past : null),
    took(facts) {
      // What comes before the history has caught up is read from the journal in its turn.
      if (!work || facts[0]?.seq !== work.held.seq() + 1) return;
      const today = keyOf(clock.now(), work.zone);
      take(work, facts);
      const isLate = !work || facts.some(({ at }) => keyOf(at, work?.zone ?? '') < today);
      if (isLate) void look();
    },
    look,
    async stop() {
      stopped = true;
      cancel();
      await running;
    },
  };
}
