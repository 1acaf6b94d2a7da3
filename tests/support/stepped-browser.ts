import { setImmediate as nextTurn } from 'node:timers/promises';
import { createSteppedClock } from '../../server/platform/stepped-clock.ts';
import type { PublicFrame } from '../../shared/wire/live-frames.ts';
import type { BrowserEnvironment, PollAnswer, SocketEvents } from '../../web/live/environment.ts';

/** One socket that a page opened, with the test as its server. */
export interface OpenedSocket {
  readonly path: string;
  readonly isClosed: boolean;
  say(frame: PublicFrame | string): void;
  end(code: number): void;
}

export interface Poll {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A browser whose time, network and sleep are the test's. */
export interface SteppedBrowser extends BrowserEnvironment {
  readonly sockets: readonly OpenedSocket[];
  readonly polls: readonly Poll[];
  /** The newest socket. */
  readonly socket: OpenedSocket;
  /** What the server answers polls; null: there is no network. */
  answer: { readonly status: number; readonly headers: Record<string, string>; readonly body?: unknown } | null;
  /** Time goes on by `ms`, with everything that is due on the way. */
  advance(ms: number): Promise<void>;
  /** The machine sleeps: no timer runs, and `performance.now()` stands still. */
  sleep(ms: number): void;
  wake(): void;
  visible: boolean;
}

const STEP_MS = 500;

/** A visible page; every random number is `random`. Its device's clock is decades off, as patients' clocks can be. */
export function createSteppedBrowser(random = 0.5, deviceClock = 0): SteppedBrowser {
  const clock = createSteppedClock(0);
  const sockets: OpenedSocket[] = [];
  const polls: Poll[] = [];
  const wakers = new Set<() => void>();
  let slept = 0;

  function openSocket(path: string, events: SocketEvents) {
    let isClosed = false;
    sockets.push({
      path,
      get isClosed() {
        return isClosed;
      },
      say: (frame) => !isClosed && events.onMessage(typeof frame === 'string' ? frame : JSON.stringify(frame)),
      end(code) {
        if (!isClosed) events.onClose(code);
        isClosed = true;
      },
    });
    return {
      close() {
        isClosed = true;
      },
    };
  }

  const browser: SteppedBrowser = {
    sockets,
    polls,
    get socket() {
      return sockets.at(-1) as OpenedSocket;
    },
    answer: null,
    visible: true,
    openSocket,
    async get(path, headers): Promise<PollAnswer> {
      polls.push({ path, headers });
      const { answer } = browser;
      if (!answer) throw new TypeError('Failed to fetch');
      const lower = new Map(Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]));
      return {
        status: answer.status,
        header: (name) => lower.get(name.toLowerCase()) ?? null,
        json: async () => answer.body,
      };
    },
    after: (ms, task) => clock.after(ms, task),
    monotonic: () => clock.now(),
    deviceClock: () => deviceClock + clock.now() + slept,
    random: () => random,
    isVisible: () => browser.visible,
    onWake(listener) {
      wakers.add(listener);
      return () => wakers.delete(listener);
    },
    async advance(ms) {
      // In steps, so that answers that come between timers are seen between timers.
      for (let left = ms; left > 0; left -= STEP_MS) {
        clock.advance(Math.min(STEP_MS, left));
        await nextTurn();
      }
    },
    sleep(ms) {
      slept += ms;
    },
    wake() {
      for (const waker of wakers) waker();
    },
  };
  return browser;
}
