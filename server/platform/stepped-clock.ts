import type { Instant } from '../../shared/practice/instant.ts';
import type { Cancel, Clock } from './clock.ts';

interface Task {
  due: Instant;
  readonly repeat: number | null;
  readonly run: () => void;
}

/** A clock that moves only when it is told to; the story and the tests run on it. */
export interface SteppedClock extends Clock {
  /** Moves to `instant`, running what falls due on the way, in order. Never moves back. */
  advanceTo(instant: Instant): void;
  /** Moves on by `ms`. */
  advance(ms: number): void;
  /** Sets the time of day and leaves every timer the wait it had, as when somebody sets a wall clock. */
  leapTo(instant: Instant): void;
}

/** A stepped clock that stands at `start`. */
export function createSteppedClock(start: Instant): SteppedClock {
  let now = start;
  /** How far the time of day was set, in all. */
  let leapt = 0;
  const tasks = new Set<Task>();

  function schedule(ms: number, run: () => void, repeat: number | null): Cancel {
    const task: Task = { due: now + Math.max(0, ms), repeat, run };
    tasks.add(task);
    return () => {
      tasks.delete(task);
    };
  }

  function nextDue(until: Instant): Task | undefined {
    let next: Task | undefined;
    for (const task of tasks) if (task.due <= until && (!next || task.due < next.due)) next = task;
    return next;
  }

  function advanceTo(instant: Instant): void {
    for (let task = nextDue(instant); task; task = nextDue(instant)) {
      now = Math.max(now, task.due);
      // A leap of hours runs a repeated task once, not once per missed round.
      if (task.repeat === null) tasks.delete(task);
      else task.due = Math.max(task.due + task.repeat, instant);
      task.run();
      if (task.repeat !== null && task.due <= now) task.due = now + task.repeat;
    }
    now = Math.max(now, instant);
  }

  return {
    now: () => now,
    monotonic: () => now - start - leapt,
    after: (ms, run) => schedule(ms, run, null),
    every: (ms, run) => schedule(ms, run, Math.max(1, ms)),
    advanceTo,
    advance: (ms) => advanceTo(now + ms),
    leapTo(instant) {
      for (const task of tasks) task.due += instant - now;
      leapt += instant - now;
      now = instant;
    },
  };
}
