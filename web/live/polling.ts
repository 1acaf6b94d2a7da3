import { halfAround } from '../../shared/live/backoff.ts';
import { parseInstant } from '../../shared/live/parse-frame.ts';
import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import type { BrowserEnvironment, Cancel } from './environment.ts';

const POLL_EVERY_MS = 30 * SECOND;
/** Pages that lost one server together do not ask together. */
const FIRST_POLL_WITHIN_MS = 5 * SECOND;
const POLL_TIMEOUT_MS = 10 * SECOND;

export interface PollingEvents {
  /** The body that the server has; `checkedAt` is null when no header told it. */
  onAnswer(body: unknown, checkedAt: Instant | null): void;
  /** The session is over, or may not see this; a page without sessions has none, and asks again. */
  readonly onRefused: (() => void) | undefined;
}

/** Asks for the board by HTTP while the socket cannot be had. */
export interface Polling {
  /** Starts, unless it is running. */
  start(): void;
  stop(): void;
}

export type CreatePolling = (environment: BrowserEnvironment, path: string, events: PollingEvents) => Polling;

/** Polling of `path` with its ETag; stands still until it is started. */
export function createPolling(environment: BrowserEnvironment, path: string, events: PollingEvents): Polling {
  let running: AbortController | null = null;
  let cancelTimer: Cancel = () => {};
  let last: { readonly etag: string; readonly body: unknown } | null = null;

  async function poll(run: AbortController): Promise<void> {
    const request = new AbortController();
    const end = () => request.abort();
    run.signal.addEventListener('abort', end);
    const cancelLimit = environment.after(POLL_TIMEOUT_MS, end);
    try {
      await ask(run, request.signal);
    } catch {
      // No network, no answer in time, or no JSON: the next poll asks again, and the page's age tells the rest.
    } finally {
      cancelLimit();
      run.signal.removeEventListener('abort', end);
    }
    if (!run.signal.aborted) cancelTimer = next(run, halfAround(POLL_EVERY_MS, environment.random));
  }

  async function ask(run: AbortController, signal: AbortSignal): Promise<void> {
    const answer = await environment.get(path, last ? { 'If-None-Match': last.etag } : {}, signal);
    if (run.signal.aborted) return;
    const checkedAt = parseInstant(answer.header('Checked-At'));
    if (answer.status === 304 && last) events.onAnswer(last.body, checkedAt);
    else if (answer.status === 401 || answer.status === 403) events.onRefused?.();
    else if (answer.status === 200) {
      const body = await answer.json();
      if (run.signal.aborted) return;
      const etag = answer.header('ETag');
      last = etag === null ? null : { etag, body };
      events.onAnswer(body, checkedAt);
    }
  }

  function next(run: AbortController, ms: number): Cancel {
    return environment.after(ms, () => void poll(run));
  }

  return {
    start() {
      if (running) return;
      running = new AbortController();
      cancelTimer = next(running, environment.random() * FIRST_POLL_WITHIN_MS);
    },
    stop() {
      running?.abort();
      running = null;
      cancelTimer();
    },
  };
}
