import { applyChange } from '../../shared/live/apply-change.ts';
import { AHEAD_AT_MOST_MS, followFrame, followFrom, isLeftBehind } from '../../shared/live/follow.ts';
import type { LiveBoardBody, LiveFrame } from '../../shared/live/frame.ts';
import { type Freshness, freshnessOf, STALE_ABOVE_MS } from '../../shared/live/freshness.ts';
import { parseBoard, parseFrame, positionOf } from '../../shared/live/parse-frame.ts';
import { type Instant, MINUTE, SECOND, toIso } from '../../shared/practice/instant.ts';
import { comparePositions } from '../../shared/wire/position.ts';
import { createConnection } from './connection.ts';
import type { BrowserEnvironment, Cancel } from './environment.ts';
import type { CreatePolling } from './polling.ts';
import { createSteadyClock } from './steady-clock.ts';
import { createTruth } from './truth.ts';

/** What a page shows, and how far it can be trusted. */
export interface LiveView<B extends LiveBoardBody> {
  readonly board: B;
  /** The server's clock, carried on by the page: the only clock for ages on a page. */
  readonly now: Instant;
  readonly checkedAt: Instant;
  readonly freshness: Freshness;
}

/** A board that keeps itself up to date. */
export interface LiveBoard<B extends LiveBoardBody> {
  view(): LiveView<B>;
  /** Told when the board, its freshness or the minute of `checkedAt` changes. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

export interface LiveBoardOptions<B extends LiveBoardBody> {
  /** Path of the websocket. */
  readonly path: string;
  /** Path of the same board by HTTP, for when no socket can be had. */
  readonly boardPath: string;
  readonly initial: {
    readonly board: B;
    readonly now: Instant;
    readonly checkedAt: Instant;
    /** Ms since the document was asked for that shows it: `now` was at some moment in them. */
    readonly took?: number;
  };
  readonly environment: BrowserEnvironment;
  /** Few pages ever poll: those that count each kilobyte load it later. */
  readonly createPolling: CreatePolling;
  /**
   * The session ended, or may not see this board: nothing more will come. Without it nothing is refused for good: on
   * a page for everybody only something on the way, a hotel's sign-in page say, answers that.
   */
  readonly onRefused?: () => void;
}

const HEARTBEAT_MS = 5 * SECOND;
/** Two ticks that did not come: the socket is dead, whatever it says of itself. */
const SILENT_ABOVE_MS = 30 * SECOND;
const FAILED_OPENS_BEFORE_POLLING = 3;

/** Follows a board from what the server rendered. It is not LIVE until the socket has proved it. */
export function connectLiveBoard<B extends LiveBoardBody>(options: LiveBoardOptions<B>): LiveBoard<B> {
  const { environment, initial } = options;
  const clock = createSteadyClock(environment);
  const { now, checkedAt, took = 0 } = initial;
  const truth = createTruth(clock, { now: now + took, checkedAt }, environment.deviceClock());
  const listeners = new Set<() => void>();
  let board = initial.board;
  let state = followFrom(board.epoch, positionOf(board));
  let needsBoard = false;
  // What the document shows. An older truth is told with the first try that failed: most pages are proved before.
  let shown = {
    board,
    freshness: freshnessOf(null, now - checkedAt),
    minute: minuteOf(checkedAt),
  };
  let heartbeatDue = Number.POSITIVE_INFINITY;
  let cancelHeartbeat: Cancel = () => {};
  let cancelAheadCheck: Cancel = () => {};
  let closed = false;

  const onRefused = options.onRefused && refuse;
  const polling = options.createPolling(environment, options.boardPath, { onAnswer, onRefused });
  const connection = createConnection(environment, { onOpening, onFrame, onFailedOpen: assess, onRefused });
  const stopWaking = environment.onWake(() => {
    connection.probe();
    assess();
  });

  function onOpening(): string {
    truth.beginSocket();
    if (needsBoard) return options.path;
    const from = { epoch: state.epoch, seq: String(state.position.seq), edge: toIso(state.position.edge) };
    return options.path + (options.path.includes('?') ? '&' : '?') + String(new URLSearchParams(from));
  }

  function onFrame(data: unknown): void {
    // What waited while the page slept is told again by the new socket.
    if (!probeAfterSleep()) {
      const parsed = parseFrame<B>(data);
      if (parsed.kind === 'malformed') askForBoard();
      if (parsed.kind === 'frame') follow(parsed.frame);
    }
    assess();
  }

  function follow(frame: LiveFrame<B>): void {
    const followed = followFrame(state, frame, clock.elapsed());
    state = followed.state;
    if (frame.t === 'tick' || frame.t === 'board') truth.tellTime(frame.now);
    if (followed.action === 'reconnect') askForBoard();
    else if (frame.t === 'bye') connection.leave(frame.spreadMs);
    else if (followed.action === 'wait') checkAheadLater();
    else if (followed.action !== 'ignore') {
      if (frame.t === 'board') {
        board = frame.board;
        needsBoard = false;
      } else if (frame.t === 'change') board = applyChange(board, frame.position, frame.change);
      // While a tick has told of more, what is at hand is known not to be the newest.
      if (!state.ahead) truth.proveBySocket(frame);
    }
  }

  function askForBoard(): void {
    needsBoard = true;
    connection.reconnect();
  }

  function checkAheadLater(): void {
    cancelAheadCheck();
    cancelAheadCheck = environment.after(AHEAD_AT_MOST_MS + 1, () => {
      if (isLeftBehind(state, clock.elapsed()) && connection.isOpen()) askForBoard();
    });
  }

  function onAnswer(body: unknown, checkedAt: Instant | null): void {
    const answered = parseBoard<B>(body);
    if (!answered || (checkedAt !== null && checkedAt < truth.checkedAt())) return;
    const order = comparePositions(positionOf(answered), state.position);
    if (answered.epoch === state.epoch && order < 0) return;
    if (answered.epoch !== state.epoch || order > 0) {
      board = answered;
      state = followFrom(answered.epoch, positionOf(answered));
    }
    if (checkedAt !== null) truth.tellByHttp(checkedAt);
    assess();
  }

  function refuse(): void {
    close();
    options.onRefused?.();
  }

  /** Whatever happened: poll or not, tell who listens, and wait for the next moment at which the page looks older. */
  function assess(): void {
    if (closed) return;
    probeAfterSleep();
    const isCutOff = connection.failedOpens() >= FAILED_OPENS_BEFORE_POLLING || truth.silence() > STALE_ABOVE_MS;
    if (isCutOff) polling.start();
    else polling.stop();
    notify();
    awaitHeartbeat();
  }

  function awaitHeartbeat(): void {
    cancelHeartbeat();
    const wait = Math.min(HEARTBEAT_MS, truth.untilNextFreshness() ?? HEARTBEAT_MS);
    heartbeatDue = clock.elapsed() + wait;
    cancelHeartbeat = environment.after(wait, beat);
  }

  function beat(): void {
    if (connection.isOpen() && truth.silence() > SILENT_ABOVE_MS) connection.reconnect();
    assess();
  }

  /** Opens a new socket when a heartbeat is long overdue, and says whether it is. */
  function probeAfterSleep(): boolean {
    // Browsers hold the timers of hidden pages back; such a page is probed when it is shown again.
    const slept = clock.elapsed() - heartbeatDue > HEARTBEAT_MS && environment.isVisible();
    if (slept) connection.probe();
    return slept;
  }

  function notify(): void {
    const next = { board, freshness: truth.freshness(), minute: minuteOf(truth.checkedAt()) };
    const same = next.board === shown.board && next.freshness === shown.freshness && next.minute === shown.minute;
    shown = next;
    if (!same) for (const listener of listeners) listener();
  }

  function close(): void {
    closed = true;
    connection.close();
    polling.stop();
    stopWaking();
    cancelHeartbeat();
    cancelAheadCheck();
  }

  awaitHeartbeat();
  return {
    view: () => ({ board, now: truth.now(), checkedAt: truth.checkedAt(), freshness: truth.freshness() }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close,
  };
}

function minuteOf(instant: Instant): number {
  return Math.floor(instant / MINUTE);
}
