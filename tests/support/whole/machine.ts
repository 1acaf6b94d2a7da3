import type { Clock } from '../../../server/platform/clock.ts';
import type { Cancel, Scheduler } from './scheduler.ts';

/** A computer or a phone: its clocks, its timers, its sleep and its end. */
export interface Machine extends Clock {
  readonly name: string;
  isAwake(): boolean;
  isAlive(): boolean;
  /** Somebody sets the wall clock. */
  setBy(ms: number): void;
  /** The wall clock is right again. */
  setRight(): void;
  /** No timer runs. `frozen`: the monotonic clock stands still as well. */
  sleep(frozen: boolean): void;
  wake(): void;
  /** Runs now, or when it wakes up; never when it has died by then. */
  whenAwake(task: () => void): void;
  /** Nothing that it waited for comes any more. */
  kill(): void;
}

/** A machine that was just switched on, with its wall clock `ahead` of the truth. */
export function createMachine(scheduler: Scheduler, name: string, ahead = 0): Machine {
  const startedAt = scheduler.now();
  let wall = ahead;
  let alive = true;
  let asleep: { readonly since: number; readonly frozen: boolean } | null = null;
  let frozenFor = 0;
  let missed: (() => void)[] = [];

  function after(ms: number, task: () => void): Cancel {
    let cancelled = false;
    const run = () => !cancelled && alive && (asleep ? missed.push(run) : task());
    const cancel = scheduler.after(ms, run);
    return () => {
      cancelled = true;
      cancel();
    };
  }

  return {
    name,
    now: () => Math.floor(scheduler.now() + wall),
    monotonic: () => (asleep?.frozen ? asleep.since : scheduler.now()) - startedAt - frozenFor,
    after,
    every(ms, task) {
      let cancel: Cancel = () => {};
      const round = () => {
        cancel = after(ms, round);
        task();
      };
      cancel = after(ms, round);
      return () => cancel();
    },
    isAwake: () => alive && !asleep,
    isAlive: () => alive,
    setBy(ms) {
      wall += ms;
    },
    setRight() {
      wall = ahead;
    },
    sleep(frozen) {
      asleep ??= { since: scheduler.now(), frozen };
    },
    wake() {
      if (!asleep) return;
      if (asleep.frozen) frozenFor += scheduler.now() - asleep.since;
      asleep = null;
      const due = missed;
      missed = [];
      for (const run of due) scheduler.after(0, run);
    },
    whenAwake(task) {
      if (!alive) return;
      if (asleep) missed.push(() => alive && task());
      else task();
    },
    kill() {
      alive = false;
      missed = [];
    },
  };
}
