import type { Instant } from '../../shared/practice/instant.ts';

/** A reading of `Clock.monotonic`, in ms: the difference of two is how long it took. It says nothing of the time of day. */
export type Moment = number;

/** Ends what was scheduled; ending it twice, or after it ran, does nothing. */
export type Cancel = () => void;

/** Time as the server sees it. Everything that waits, waits by this, so that tests and the story own the clock. */
export interface Clock {
  now(): Instant;
  /** Goes on evenly, whoever sets the time of day. */
  monotonic(): Moment;
  /** Runs `task` once, `ms` from now. */
  after(ms: number, task: () => void): Cancel;
  /** Runs `task` every `ms`, first after `ms`. */
  every(ms: number, task: () => void): Cancel;
}

/** The machine's own clock. Its timers do not keep a process alive that has nothing else to do. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
  every(ms, task) {
    const timer = setInterval(task, ms);
    timer.unref();
    return () => clearInterval(timer);
  },
};
