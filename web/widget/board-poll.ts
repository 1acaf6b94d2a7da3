import { halfAround } from '../../shared/live/backoff.ts';
import { ageOfProof, STALE_ABOVE_MS } from '../../shared/live/freshness.ts';
import { parseBoard, parseInstant, positionOf } from '../../shared/live/parse-frame.ts';
import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import { comparePositions } from '../../shared/wire/position.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { PUBLIC_PATHS } from '../../shared/wire/public-paths.ts';
import { createSteadyClock } from '../live/steady-clock.ts';

const POLL_EVERY_MS = 30 * SECOND;
const POLL_TIMEOUT_MS = 10 * SECOND;
/** After a tap or a wake-up it is asked at once, but never more often than this. */
const ASK_AGAIN_AFTER_MS = 5 * SECOND;

/** What was last heard of the board, and how old that is. */
export interface Polled {
  readonly board: PublicBoard;
  readonly checkedAt: Instant;
  /** The server's clock, carried on. */
  readonly now: Instant;
  readonly isOld: boolean;
}

/** One poll of one board, whoever shows it. */
export interface BoardPoll {
  /** null: nothing was heard yet. `hasFailed` tells whether it was asked in vain. */
  view(): { readonly polled: Polled | null; readonly hasFailed: boolean };
  subscribe(listener: () => void): () => void;
}

interface Heard {
  readonly board: PublicBoard;
  readonly checkedAt: Instant;
  readonly now: Instant;
  readonly receivedAt: number;
}

/** When the server answered, by its own headers; a cache on the way adds how long it has had the answer. */
function answeredAt(headers: Headers, checkedAt: Instant): Instant {
  const sent = parseInstant(headers.get('Date')) ?? checkedAt;
  const inCaches = Number(headers.get('Age') ?? 0) * SECOND;
  return sent + (Number.isFinite(inCaches) ? Math.max(0, inCaches) : 0);
}

/** Asks `origin` for its board while somebody listens. */
export function createBoardPoll(origin: string): BoardPoll {
  const clock = createSteadyClock({ monotonic: () => performance.now(), deviceClock: () => Date.now() });
  const listeners = new Set<() => void>();
  let heard: Heard | null = null;
  let hasFailed = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let aging: ReturnType<typeof setTimeout> | undefined;

  function ageNow({ now, checkedAt, receivedAt }: Heard): number {
    return ageOfProof({ now, checkedAt, receivedAt }, clock.elapsed());
  }

  function tell(): void {
    clearTimeout(aging);
    if (heard) {
      const left = STALE_ABOVE_MS - ageNow(heard);
      if (left >= 0 && listeners.size > 0) aging = setTimeout(tell, left + 1);
    }
    for (const listener of listeners) listener();
  }

  function take(body: unknown, headers: Headers): boolean {
    const board = parseBoard<PublicBoard>(body);
    const checkedAt = parseInstant(headers.get('Checked-At'));
    if (!board || checkedAt === null) return false;
    const isOfThatLife = heard?.board.epoch === board.epoch;
    const isBehind = heard && isOfThatLife && comparePositions(positionOf(board), positionOf(heard.board)) < 0;
    // Another server, or a cache, that knows less than was heard before.
    if (isBehind || (heard && checkedAt < heard.checkedAt)) return false;
    heard = { board, checkedAt, now: answeredAt(headers, checkedAt), receivedAt: clock.elapsed() };
    return true;
  }

  async function ask(): Promise<void> {
    clearTimeout(timer);
    asking?.abort();
    const request = new AbortController();
    asking = request;
    askedAt = clock.elapsed();
    const limit = setTimeout(() => request.abort(), POLL_TIMEOUT_MS);
    try {
      // `no-cache` asks with the ETag of what the browser has; without a header of ours nobody is asked for leave first.
      const init = {
        cache: 'no-cache',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal: request.signal,
      } as const;
      const answer = await fetch(origin + PUBLIC_PATHS.publicBoard, init);
      hasFailed = !(answer.ok && take(await answer.json(), answer.headers));
    } catch {
      hasFailed = true;
    } finally {
      clearTimeout(limit);
    }
    if (asking !== request || listeners.size === 0) return;
    asking = null;
    timer = setTimeout(ask, halfAround(POLL_EVERY_MS, Math.random));
    tell();
  }

  /** Back from sleep, from another tab or from no network: the age shows at once, and it is asked again. */
  function wake(): void {
    if (document.visibilityState === 'hidden') return;
    tell();
    if (!asking && clock.elapsed() - askedAt > ASK_AGAIN_AFTER_MS) void ask();
  }

  const WAKES = [
    [document, 'visibilitychange'],
    [window, 'pageshow'],
    [window, 'online'],
  ] as const;

  function start(): void {
    for (const [target, name] of WAKES) target.addEventListener(name, wake);
    void ask();
  }

  function stop(): void {
    for (const [target, name] of WAKES) target.removeEventListener(name, wake);
    clearTimeout(timer);
    clearTimeout(aging);
    asking?.abort();
    asking = null;
  }

  return {
    view() {
      if (!heard) return { polled: null, hasFailed };
      const { board, checkedAt } = heard;
      const age = ageNow(heard);
      return { polled: { board, checkedAt, now: checkedAt + age, isOld: age > STALE_ABOVE_MS }, hasFailed };
    },
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) start();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
  };
}
