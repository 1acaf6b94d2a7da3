import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';

const LOOK_EVERY = 2 * SECOND;

export interface LookingDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** As it stands in log lines: "texts". */
  readonly what: string;
  look(now: Instant, stopping: AbortSignal): Promise<void>;
}

export interface Looking {
  /** Does what is due now; resolves when that is done. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** Looks every 2 s for what there is to do. Instances share the work by locks on its rows. */
export function keepLooking({ clock, log, what, look: lookNow }: LookingDeps): Looking {
  let turn: Promise<void> = Promise.resolve();
  let failing = false;
  const stopping = new AbortController();

  async function lookOnce(): Promise<void> {
    if (stopping.signal.aborted) return;
    try {
      await lookNow(clock.now(), stopping.signal);
      failing = false;
    } catch (error) {
      if (!failing) log.error({ err: error }, `${what} could not be looked after; it is tried again`);
      failing = true;
    }
  }

  /** One at a time: who comes during one waits for another, because the one under way may have looked too early. */
  function look(): Promise<void> {
    turn = turn.then(lookOnce);
    return turn;
  }

  const cancel = clock.every(LOOK_EVERY, () => void look());
  return {
    look,
    async stop() {
      cancel();
      // What is under way ends now, and is sent again by the next start.
      stopping.abort();
      await turn;
    },
  };
}
