import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { addDays, localDay } from '../../shared/practice/local-time.ts';
import { type OpeningSpan, openingsOn } from '../../shared/practice/opening-hours.ts';
import type { OpeningRules } from '../../shared/practice/opening-rules.ts';
import { ZONE } from './facts.ts';
import type { Seeded } from './seeded.ts';
import { rulesOf } from './watch-run.ts';

/** What goes wrong in the model of a practice's lines. They are assumptions, printed with each result. */
export const WORLD = {
  hours: 'Mon-Fri 08:00-18:30',
  /** One branch in so many leaves its PC on at night. */
  alwaysOnOneIn: 6,
  every: 20 * SECOND,
  jitter: 0.2,
  /** Of all beats, after retries. */
  loss: 0.02,
  burst: { each: 7 * DAY, median: 60 * SECOND, spread: 0.6, loss: 0.5 },
  resync: { each: 3 * DAY, median: 85 * SECOND, spread: 0.2 },
  outage: { each: 45 * DAY, median: 25 * MINUTE, spread: 1.2 },
} as const;

export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

/** Everything that happens to the sender of one branch, before anybody judges it. */
export interface BranchWorld {
  readonly rules: OpeningRules;
  readonly openings: readonly OpeningSpan[];
  /** When its PC is on. */
  readonly powered: readonly Stretch[];
  readonly resyncs: readonly Stretch[];
  readonly bursts: readonly Stretch[];
  readonly outages: readonly Stretch[];
}

interface Kind {
  readonly each: number;
  readonly median: number;
  readonly spread: number;
}

function stretches(chance: Seeded, { from, to }: Stretch, kind: Kind): Stretch[] {
  const found: Stretch[] = [];
  let at = from + chance.wait(kind.each);
  while (at < to) {
    const end = at + chance.length(kind.median, kind.spread);
    found.push({ from: at, to: end });
    at = end + chance.wait(kind.each);
  }
  return found;
}

function openingsBetween(rules: OpeningRules, { from, to }: Stretch): OpeningSpan[] {
  const first = localDay(from, ZONE);
  const days = Math.ceil((to - from) / DAY);
  return Array.from({ length: days }, (_, n) => openingsOn(rules, addDays(first, n), ZONE)).flat();
}

/** Somebody switches the PC on around the time of opening, and off once the doors are closed. */
function poweredIn(openings: readonly OpeningSpan[], chance: Seeded): Stretch[] {
  return openings.map(({ from, to }) => ({
    from: from + chance.between(-30 * MINUTE, 12 * MINUTE),
    to: to + chance.between(MINUTE, 45 * MINUTE),
  }));
}

export function createBranchWorld(branch: number, time: Stretch, chance: Seeded): BranchWorld {
  const rules = rulesOf(WORLD.hours);
  const openings = openingsBetween(rules, time);
  const alwaysOn = branch % WORLD.alwaysOnOneIn === 0;
  return {
    rules,
    openings,
    powered: alwaysOn ? [{ from: time.from, to: time.to + HOUR }] : poweredIn(openings, chance),
    resyncs: stretches(chance, time, WORLD.resync),
    bursts: stretches(chance, time, WORLD.burst),
    outages: stretches(chance, time, WORLD.outage),
  };
}

/** Asks a list in order whether a time lies in it; times are asked for in ascending order. */
function within(list: readonly Stretch[]): (at: Instant) => boolean {
  let n = 0;
  return (at) => {
    while ((list[n]?.to ?? Number.POSITIVE_INFINITY) <= at) n += 1;
    return (list[n]?.from ?? Number.POSITIVE_INFINITY) <= at;
  };
}

/** The beats that arrive, in order. */
export function* beatsOf(world: BranchWorld, chance: Seeded): Generator<Instant> {
  const inResync = within(world.resyncs);
  const inBurst = within(world.bursts);
  const inOutage = within(world.outages);
  for (const { from, to } of world.powered) {
    let at = from;
    while (at < to) {
      const cut = inResync(at) || inOutage(at);
      const lost = chance.next() < (inBurst(at) ? WORLD.burst.loss : WORLD.loss);
      if (!cut && !lost) yield Math.round(at);
      at += WORLD.every * chance.between(1 - WORLD.jitter, 1 + WORLD.jitter);
    }
  }
}
