import { parseOpeningHours } from '../../shared/practice/opening-hours.ts';
import type { OpeningRules } from '../../shared/practice/opening-rules.ts';
import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import type { Sight } from '../../shared/contact/blindness.ts';
import { EMPTY_WATCH, type PassResult, watchBranches } from '../../shared/contact/watch-branches.ts';
import { ZONE } from './facts.ts';

export const CLEAR_SIGHT: Omit<Sight, 'canary'> = { lateBy: 0, clockStep: 0, databaseAway: 0 };

/** Rules of a branch that has weekly hours alone. */
export function rulesOf(hours: string): OpeningRules {
  const parsed = parseOpeningHours(hours);
  if (!parsed.ok) throw new Error(parsed.fault);
  return { weekly: parsed.hours, exceptions: [], practiceExceptions: [] };
}

export function alwaysOpen(): OpeningRules {
  return rulesOf('Mon-Sun 00:00-24:00');
}

/** What happens to many branches, in seconds that really pass; the board looks every 2 s. */
export interface WatchScript {
  readonly branches: number;
  readonly until: number;
  /** Whether the beat of a branch arrives. */
  readonly arrives: (branch: number, second: number) => boolean;
  /** Whether the beat of the canary arrives; without it there is none. */
  readonly canary?: (second: number) => boolean;
  readonly sight?: (second: number) => Partial<Omit<Sight, 'canary'>>;
  /** How far the server's clock is ahead at a second. */
  readonly clock?: (second: number) => number;
}

export interface WatchRun {
  /** `182 b3 lost`, by the seconds that really passed, of what is appended after the first beats. */
  readonly moves: readonly string[];
  /** `46 canary`, `60 sees`: when blindness changed. */
  readonly sights: readonly string[];
  readonly last: PassResult;
}

export const START = Date.UTC(2019, 11, 31, 10, 0);

export function runWatch(script: WatchScript): WatchRun {
  const rules = alwaysOpen();
  const moves: string[] = [];
  const sights: string[] = [];
  let last: PassResult = { watch: EMPTY_WATCH, signals: [], effects: [], blind: [], canaryMissing: false, failed: [] };
  let canary: Sight['canary'] = null;
  const clock = script.clock ?? (() => 0);
  const at = (second: number): Instant => START + (second + clock(second)) * SECOND;
  for (let second = 0; second <= script.until; second += 2) {
    if (second % 20 === 0 && script.canary?.(second)) canary = { lastBeatAt: at(second), every: 20 * SECOND };
    const branches = Array.from({ length: script.branches }, (_, n) => {
      const beats = second % 20 === (n * 2) % 20 && script.arrives(n, second);
      return [`b${n}`, { rules, beats: beats ? [{ at: at(second), every: 20 * SECOND }] : [], words: [] }] as const;
    });
    const before = last.blind.join(' ') || 'sees';
    last = watchBranches(last.watch, {
      now: at(second),
      zone: ZONE,
      sight: { ...CLEAR_SIGHT, canary, ...script.sight?.(second) },
      branches: Object.fromEntries(branches),
    });
    const after = last.blind.join(' ') || 'sees';
    if (after !== before) sights.push(`${second} ${after}`);
    if (second >= 20) moves.push(...last.signals.map(({ branch, contact }) => `${second} ${branch} ${contact}`));
  }
  return { moves, sights, last };
}
