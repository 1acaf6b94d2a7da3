import { parseWatch, parseWatchFrame } from '../../shared/live/parse-watch.ts';
import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { StaffWatch } from '../../shared/wire/staff-watch.ts';
import type { Cancel, SocketEvents } from '../live/environment.ts';
import { createSteadyClock } from '../live/steady-clock.ts';
import type { StaffEnvironment } from './environment.ts';

/** How the automatic checks stood when the server told last. */
export interface SeenWatch {
  readonly watch: StaffWatch;
  /** The clock of the server that told it, carried on since. */
  readonly now: Instant;
}

export interface WatchFeed {
  /** The environment for the live board: the frames that are meant for here are read on the way. */
  readonly environment: StaffEnvironment;
  /** null while the server has not told, or does not know of automatic checks. */
  seen(): SeenWatch | null;
  close(): void;
}

/** The socket tells it with its first frames; a page that has none by then asks. */
const FIRST_LOOK_MS = 10 * SECOND;
const LOOK_EVERY_MS = 30 * SECOND;
const ANSWER_WITHIN_MS = 10 * SECOND;

/** Keeps what the server tells of its automatic checks, by the live socket and, without one, by asking. */
export function openWatchFeed(environment: StaffEnvironment, onChange: () => void): WatchFeed {
  const clock = createSteadyClock(environment);
  let held: { readonly watch: StaffWatch; readonly receivedAt: number } | null = null;
  let cancelLook: Cancel = () => {};
  let closed = false;

  function hold(watch: StaffWatch): void {
    held = { watch, receivedAt: clock.elapsed() };
    onChange();
  }

  async function ask(): Promise<'told' | 'unknown' | 'refused'> {
    const limit = new AbortController();
    const cancelLimit = environment.after(ANSWER_WITHIN_MS, () => limit.abort());
    try {
      const answer = await environment.get(PATHS.staffWatch, {}, limit.signal);
      if ([401, 403, 404].includes(answer.status)) return 'refused';
      const watch = answer.status === 200 ? parseWatch(await answer.json()) : null;
      if (closed || !watch) return 'unknown';
      // A copy that was kept on the way can be older than what is known.
      if (!held || Date.parse(watch.now) > Date.parse(held.watch.now)) hold(watch);
      return 'told';
    } catch {
      return 'unknown';
    } finally {
      cancelLimit();
    }
  }

  async function look(): Promise<void> {
    const isOld = held === null || clock.elapsed() - held.receivedAt >= LOOK_EVERY_MS;
    const answer = isOld && environment.isVisible() ? await ask() : 'told';
    if (!closed && answer !== 'refused') lookLater(LOOK_EVERY_MS);
  }

  function lookLater(ms: number): void {
    cancelLook = environment.after(ms, () => void look());
  }

  lookLater(FIRST_LOOK_MS);
  return {
    environment: {
      ...environment,
      openSocket(path: string, events: SocketEvents) {
        return environment.openSocket(path, {
          ...events,
          onMessage(data) {
            const watch = closed ? null : parseWatchFrame(data);
            if (watch) hold(watch);
            events.onMessage(data);
          },
        });
      },
    },
    seen: () => held && { watch: held.watch, now: Date.parse(held.watch.now) + clock.elapsed() - held.receivedAt },
    close() {
      closed = true;
      cancelLook();
    },
  };
}
