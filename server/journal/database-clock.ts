import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import { type Clock, systemClock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import { databaseTime } from './stamp.ts';

/** Is told the database's time: what it was some time between sending a question, `tookMs` ago, and now. */
export type OnTime = (now: Instant, tookMs: number) => void;

export interface DatabaseClock {
  readonly clock: Clock;
  /** undefined: whoever owns the clock is the one authority. */
  readonly onTime?: OnTime;
}

/** A difference below this is drift, or a clock that is being adjusted. */
const SET_FROM_MS = 5 * SECOND;

/**
 * The database's time, carried on by a clock that nobody sets. With the wall clock of its machine an instance would show
 * the board of another hour as if it were of now: what was said last would not have been said yet.
 * Machines are suspended too, and some monotonic clocks stand still then, while the wall clock goes on. What that went
 * more counts as gone by: all that is at hand is that much older, until the database has told the time.
 */
export function carryDatabaseTime(machine: Clock): Required<DatabaseClock> {
  let ahead = machine.now() - machine.monotonic();
  let wall = machine.now();
  let steady = machine.monotonic();
  let suspended = 0;

  function monotonic(): number {
    const wallNow = machine.now();
    const steadyNow = machine.monotonic();
    const lost = wallNow - wall - (steadyNow - steady);
    if (lost >= SET_FROM_MS) suspended += lost;
    wall = wallNow;
    steady = steadyNow;
    return steadyNow + suspended;
  }

  return {
    clock: {
      now: () => Math.floor(machine.monotonic() + ahead),
      monotonic,
      after: machine.after,
      every: machine.every,
    },
    onTime(now, tookMs) {
      // Where ours is possible it stays: two instances that are told by turns must not go to and fro.
      const latest = now - machine.monotonic() + tookMs;
      const earliest = now - machine.monotonic();
      ahead = Math.min(latest, Math.max(earliest, ahead));
    },
  };
}

/** The clock of an instance: the database's time, from now on, or, where time is stepped, the clock that is. */
export async function databaseClock(db: Db, machine: Clock): Promise<DatabaseClock> {
  if (machine !== systemClock) return { clock: machine };
  const carried = carryDatabaseTime(machine);
  const asked = carried.clock.monotonic();
  carried.onTime(await databaseTime(db), carried.clock.monotonic() - asked);
  return carried;
}
