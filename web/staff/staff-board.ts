import { reconnectDelay } from '../../shared/live/backoff.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import type { Cancel } from '../live/environment.ts';
import { connectLiveBoard, type LiveBoard, type LiveView } from '../live/live-board.ts';
import { createPolling } from '../live/polling.ts';
import type { StaffEnvironment } from './environment.ts';
import { fetchFirstBoard, type FirstBoard } from './first-board.ts';

/** What a staff page knows. Until there is a board it says so in words and shows nothing of one. */
export type StaffBoardState =
  | { readonly kind: 'loading' }
  /** The first board did not come; it is asked for again and again. */
  | { readonly kind: 'unreachable' }
  /** The session is over or may not see the board: nothing more will come. `last` is what was shown until then. */
  | { readonly kind: 'ended'; readonly last: LiveView<StaffBoard> | null }
  | { readonly kind: 'open'; readonly view: LiveView<StaffBoard> };

/** The staff board, from the first request to the end of the session. */
export interface StaffBoardFeed {
  state(): StaffBoardState;
  /** Told when the state, the board or its freshness changes; ages are the clock controller's. */
  subscribe(listener: () => void): () => void;
  /** Told each time a server spoke over a new socket: it may be another one than before. */
  onReconnect(listener: () => void): () => void;
  /** The session is over: nothing more will come. */
  end(): void;
  close(): void;
}

/** For so long a page waits for the newest board before it shows the one that it has. */
const SHOWS_HELD_AFTER_MS = 2 * SECOND;

/** Tells of each socket's first word. */
function watchSockets(environment: StaffEnvironment, onSpoke: () => void): StaffEnvironment {
  return {
    ...environment,
    openSocket(path, events) {
      let spoke = false;
      return environment.openSocket(path, {
        ...events,
        onMessage(data) {
          if (!spoke) {
            spoke = true;
            onSpoke();
          }
          events.onMessage(data);
        },
      });
    },
  };
}

/**
 * Fetches the board, tries again while it does not come, and follows it by the live socket from then on. Where one lies
 * on the device it is shown meanwhile, as old as it is.
 */
export function openStaffBoard(
  environment: StaffEnvironment,
  held: () => Promise<FirstBoard | null> = async () => null,
): StaffBoardFeed {
  const listeners = new Set<() => void>();
  const reconnectListeners = new Set<() => void>();
  let before: 'loading' | 'unreachable' = 'loading';
  let live: LiveBoard<StaffBoard> | null = null;
  let ended = false;
  let closed = false;
  let cancelRetry: Cancel = () => {};

  function tell(to = listeners): void {
    for (const listener of to) listener();
  }

  function end(): void {
    if (ended) return;
    ended = true;
    live?.close();
    tell();
  }

  function follow(initial: FirstBoard, from = environment): void {
    live = connectLiveBoard<StaffBoard>({
      path: PATHS.staffLive,
      boardPath: PATHS.staffBoard,
      initial,
      createPolling,
      environment: watchSockets(from, () => tell(reconnectListeners)),
      onRefused: end,
    });
    live.subscribe(() => tell());
    tell();
  }

  async function showHeld(): Promise<void> {
    if (live) return;
    const last = await held();
    if (!last || closed || ended || live) return;
    // How old it is was measured already: that the device's clock is wrong makes it no older.
    const wrongBy = last.now - environment.deviceClock();
    follow(last, { ...environment, deviceClock: () => environment.deviceClock() + wrongBy });
  }

  /** Nothing more will come: it is not live from here on, however young it is, and it goes on growing old. */
  function lastView(): LiveView<StaffBoard> | null {
    const view = live?.view();
    if (!view) return null;
    return { ...view, freshness: view.freshness === 'dead' ? 'dead' : 'stale' };
  }

  async function fetchFirst(tried: number): Promise<void> {
    const first = await fetchFirstBoard(environment);
    if (closed) return;
    if (first === 'refused') end();
    else if (live) return;
    else if (first === null) {
      before = 'unreachable';
      cancelRetry = environment.after(reconnectDelay(tried, environment.random), () => void fetchFirst(tried + 1));
      tell();
      void showHeld().then(() => live && cancelRetry());
    } else follow(first);
  }

  function listen(set: Set<() => void>, listener: () => void): () => void {
    set.add(listener);
    return () => set.delete(listener);
  }

  const cancelHeld = environment.after(SHOWS_HELD_AFTER_MS, () => void showHeld());
  void fetchFirst(0);
  return {
    state() {
      if (ended) return { kind: 'ended', last: lastView() };
      return live ? { kind: 'open', view: live.view() } : { kind: before };
    },
    subscribe: (listener) => listen(listeners, listener),
    onReconnect: (listener) => listen(reconnectListeners, listener),
    end,
    close() {
      closed = true;
      cancelRetry();
      cancelHeld();
      live?.close();
    },
  };
}
