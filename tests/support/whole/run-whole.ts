import { MINUTE, SECOND } from '../../../shared/practice/instant.ts';
import { CALM_SHARE, FAULTS, WORST_WEATHER } from './faults.ts';
import {
  equalsDatabase,
  greenIsTrue,
  isAcknowledgedForGood,
  isAnswered,
  isDatedWhenSaid,
  isLiveAgain,
  isInOrder,
  isNextInJournal,
  isOpenedOnce,
  isSignalledOnce,
  isStoredOnce,
  isToldSilent,
  looksNoYoungerThanItIs,
  showsTheNotice,
  tellsItsAge,
  WAKES_WITHIN,
} from './invariants.ts';
import type { Said } from './lead.ts';
import type { Page } from './page.ts';
import type { Sabotage } from './sabotage.ts';
import { changedLast } from './truth.ts';
import { createWorld, type World } from './world.ts';

/** What became of one world. */
export interface WholeRun {
  readonly seed: number;
  /** What was found wrong first; null when all held. */
  readonly violation: string | null;
  /** The last of what happened. */
  readonly log: readonly string[];
  readonly counts: {
    readonly events: number;
    readonly facts: number;
    readonly reports: number;
    readonly faults: number;
    readonly drawn: number;
  };
}

const WARM_UP = 1 * MINUTE;
const FAULTY_FOR = 16 * MINUTE;
const SETTLES_WITHIN = 3 * MINUTE;
/** The grace after a restart, nine intervals of a sender, and what passes and pages take. */
const SILENCE_TOLD_WITHIN = 5 * MINUTE;
/** In this share of the worlds a sender falls silent for good when the faults are over. */
const SILENT_SHARE = 0.3;
/** How often the pages are looked at, beside each time they are drawn. */
const LOOK_EVERY = 250;
/** How often what the clock changes is looked at. */
const TRUTH_EVERY = 60 * SECOND;
/** A moment at which everything said has had the time to arrive. */
const QUIET = 8 * SECOND;
const QUIET_WITHIN = 90 * SECOND;

/** Lets one world live: calm, then faults, then calm again. The same seed is the same world. */
export async function runWhole(seed: number, sabotage: Sabotage = {}): Promise<WholeRun> {
  let violation: string | null = null;
  let faults = 0;
  let drawn = 0;
  let world: World | null = null;
  let lookedAt = 0;
  let truthAt = 0;
  const highest = new Map<Page, { readonly epoch: string; readonly seq: number; readonly load: number }>();

  function hold(found: string | null): void {
    if (found === null || violation !== null || !world) return;
    violation = found;
    world.note(`WRONG: ${found}`);
  }

  function lookAt(page: Page, of: World): void {
    const asleep = !page.machine.isAwake() || of.scheduler.now() - page.wokeAt() < WAKES_WITHIN;
    if (asleep) return;
    hold(looksNoYoungerThanItIs(page, of));
    hold(tellsItsAge(page, of));
    hold(greenIsTrue(page, of));
  }

  /** A page's seq never goes back while the journal has the same life. */
  function neverGoesBack(page: Page): void {
    const board = page.screen()?.board;
    if (!board) return;
    const before = highest.get(page);
    const same = before?.epoch === board.epoch && before.load === page.loads();
    if (before && same && board.seq < before.seq) hold(`${page.name} went back from ${before.seq} to ${board.seq}`);
    highest.set(page, { epoch: board.epoch, seq: board.seq, load: page.loads() });
  }

  const live = createWorld(seed, sabotage, {
    onCommit(facts) {
      if (!world) return;
      for (const fact of facts) {
        hold(isNextInJournal(fact, world));
        hold(isStoredOnce(fact, world));
        hold(isSignalledOnce(fact, world));
        hold(isOpenedOnce(fact, world));
      }
    },
    onDrawn(page) {
      drawn += 1;
      const screen = page.screen();
      live.note(`${page.name} shows ${screen?.board.seq} as ${screen?.freshness}`);
      neverGoesBack(page);
      lookAt(page, live);
    },
    onAcknowledged(said: Said) {
      hold(isAcknowledgedForGood(said, live));
      if (!live.devicesWereSet) hold(isDatedWhenSaid(said, live));
    },
  });
  world = live;
  const { scheduler, chance } = live;

  const afterEach = () => {
    if (scheduler.now() - lookedAt < LOOK_EVERY) return violation === null;
    lookedAt = scheduler.now();
    if (lookedAt - truthAt >= TRUTH_EVERY) {
      truthAt = lookedAt;
      live.truth.look();
    }
    for (const page of live.pages) lookAt(page, live);
    return violation === null;
  };

  function result(): WholeRun {
    return {
      seed,
      violation,
      log: live.log,
      counts: {
        events: scheduler.events,
        facts: live.store.facts.length,
        reports: live.leads.flatMap(({ said }) => said).length,
        faults,
        drawn,
      },
    };
  }

  const start = scheduler.now();
  await scheduler.runUntil(start + WARM_UP, afterEach);

  if (chance.next() >= CALM_SHARE) {
    const bad = chance.next();
    const { drop, duplicate, reorder, delay } = WORST_WEATHER;
    live.network.weather = { drop: drop * bad, duplicate: duplicate * bad, reorder: reorder * bad, delay: delay * bad };
    live.note(`the weather is bad to ${(100 * bad).toFixed(0)} %`);
  }
  const over = start + WARM_UP + FAULTY_FOR;
  for (const fault of FAULTS) {
    if (chance.next() >= fault.share) continue;
    const next = () =>
      scheduler.after(chance.wait(fault.each), () => {
        if (scheduler.now() >= over) return;
        faults += 1;
        live.note(fault.begin(live));
        next();
      });
    next();
  }
  await scheduler.runUntil(over, afterEach);

  if (violation !== null) return result();
  live.clear();
  for (const lead of live.leads) lead.rest();
  const silent = chance.next() < SILENT_SHARE ? (live.senders[0] ?? null) : null;
  silent?.machine.kill();
  await scheduler.runUntil(over + (silent ? SILENCE_TOLD_WITHIN : SETTLES_WITHIN), afterEach);
  const isQuiet = () => scheduler.now() - changedLast(live.store, Math.floor(scheduler.now())) >= QUIET;
  const latest = scheduler.now() + QUIET_WITHIN;
  while (violation === null && !isQuiet() && scheduler.now() < latest)
    await scheduler.runUntil(scheduler.now() + SECOND, afterEach);
  if (violation !== null) return result();
  for (const page of live.pages) {
    hold(isLiveAgain(page, live));
    hold(equalsDatabase(page, live));
    hold(showsTheNotice(page, live));
  }
  if (silent?.branch) hold(isToldSilent(silent.branch, live));
  const said = live.leads.flatMap((lead) => lead.said);
  for (const one of said) {
    hold(isAnswered(one, live));
    if (one.outcome !== 'acknowledged') continue;
    hold(isAcknowledgedForGood(one, live));
    hold(isInOrder(one, live));
  }
  return result();
}
