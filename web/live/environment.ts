import type { Instant } from '../../shared/practice/instant.ts';

/** Ends what was scheduled or listened to; ending it twice does nothing. */
export type Cancel = () => void;

export interface SocketEvents {
  onMessage(data: unknown): void;
  onClose(code: number): void;
}

/** An open or opening websocket. Once it is closed from here, none of its events is told any more. */
export interface LiveSocket {
  close(): void;
}

/** The answer of a poll. */
export interface PollAnswer {
  readonly status: number;
  header(name: string): string | null;
  json(): Promise<unknown>;
}

/** Everything that live pages need of a browser, so that they can be run without one. */
export interface BrowserEnvironment {
  /** Opens a websocket to a path of the page's own origin. May throw. */
  openSocket(path: string, events: SocketEvents): LiveSocket;
  /** GET of a path of the page's own origin, past the browser's own cache; ended when `signal` is. */
  get(path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<PollAnswer>;
  /** Runs `task` once, about `ms` from now: a browser may be much later. */
  after(ms: number, task: () => void): Cancel;
  /** `performance.now()`: never set back, but it may stand still while the machine sleeps. */
  monotonic(): number;
  /** The device's clock. It may be wrong by years: only to see by how much time went on. */
  deviceClock(): Instant;
  /** 0 <= x < 1. */
  random(): number;
  isVisible(): boolean;
  /** The page came back: shown again, taken out of the browser's page cache, or the network returned. */
  onWake(listener: () => void): Cancel;
}
