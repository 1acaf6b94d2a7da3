import { SECOND } from '../../shared/practice/instant.ts';
import type { BrowserEnvironment } from './environment.ts';

/** Ms that went by for the page since some moment, sleep included. */
export interface SteadyClock {
  elapsed(): number;
}

/** A difference below this is drift or an adjusted clock, not sleep. */
const SLEEP_FROM_MS = 5 * SECOND;

/**
 * `performance.now()` stands still in some browsers while the machine sleeps, and a page would wake up with a board
 * of yesterday and call it seconds old. The device's clock, however wrong, went on: what it moved more is added.
 * A clock that is set forward makes a page look too old until the next frame, never too young.
 */
export function createSteadyClock(environment: Pick<BrowserEnvironment, 'monotonic' | 'deviceClock'>): SteadyClock {
  let monotonic = environment.monotonic();
  let device = environment.deviceClock();
  let slept = 0;
  return {
    elapsed() {
      const monotonicNow = environment.monotonic();
      const deviceNow = environment.deviceClock();
      const lost = deviceNow - device - (monotonicNow - monotonic);
      if (lost >= SLEEP_FROM_MS) slept += lost;
      monotonic = monotonicNow;
      device = deviceNow;
      return monotonicNow + slept;
    },
  };
}
