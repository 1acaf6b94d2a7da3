import { byeDelay, reconnectDelay } from '../../shared/live/backoff.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import { CLOSE } from '../../shared/wire/live-frames.ts';
import type { BrowserEnvironment, Cancel, LiveSocket } from './environment.ts';

const CONNECT_TIMEOUT_MS = 5 * SECOND;
/** A connection that lasted this long makes the next wait short again. */
const STABLE_MS = 30 * SECOND;

export interface ConnectionEvents {
  /** A new socket is opened: its path, with where to resume from. */
  onOpening(): string;
  onFrame(data: unknown): void;
  /** A socket that never spoke: `inARow` of them by now. */
  onFailedOpen(inARow: number): void;
  /** The session is over, or may not see this: it ends for good. A page without sessions has none, and comes back. */
  readonly onRefused: (() => void) | undefined;
}

/** One socket at a time, opened again for as long as the page lives. */
export interface Connection {
  /** True when the socket has spoken; says nothing about whether it still can. */
  isOpen(): boolean;
  failedOpens(): number;
  /** Drops the socket and comes back after a growing, random wait. */
  reconnect(): void;
  /** Drops the socket and comes back at a random moment within `spreadMs`: the server restarts. */
  leave(spreadMs: number): void;
  /** Opens a new socket at once unless one is being opened: `readyState` cannot tell whether the old one is dead. */
  probe(): void;
  close(): void;
}

/** Connects, and goes on connecting until it is closed or refused. */
export function createConnection(environment: BrowserEnvironment, events: ConnectionEvents): Connection {
  let phase: 'waiting' | 'opening' | 'open' | 'ended' = 'waiting';
  let socket: LiveSocket | null = null;
  let attempt = 0;
  let failedOpens = 0;
  // One timer at a time: the wait before a try, the limit of a try, or the proof of a stable socket.
  let cancelTimer: Cancel = () => {};

  function drop(): void {
    cancelTimer();
    socket?.close();
    socket = null;
  }

  function open(): void {
    drop();
    phase = 'opening';
    cancelTimer = environment.after(CONNECT_TIMEOUT_MS, onFailedOpen);
    try {
      socket = environment.openSocket(events.onOpening(), { onMessage, onClose });
    } catch {
      onFailedOpen();
    }
  }

  function onMessage(data: unknown): void {
    if (phase === 'opening') onSpoke();
    events.onFrame(data);
  }

  /** The first frame, not the handshake, opens a connection: some proxies shake hands and pass nothing on. */
  function onSpoke(): void {
    phase = 'open';
    failedOpens = 0;
    cancelTimer();
    cancelTimer = environment.after(STABLE_MS, () => {
      attempt = 0;
    });
  }

  function onFailedOpen(): void {
    failedOpens += 1;
    comeBackIn(nextDelay());
    events.onFailedOpen(failedOpens);
  }

  function onClose(code: number): void {
    if (events.onRefused && (code === CLOSE.sessionEnded || code === CLOSE.forbidden)) {
      close();
      events.onRefused();
    } else if (phase === 'opening') onFailedOpen();
    else comeBackIn(nextDelay());
  }

  function nextDelay(): number {
    const delay = reconnectDelay(attempt, environment.random);
    attempt += 1;
    return delay;
  }

  function comeBackIn(ms: number): void {
    if (phase === 'ended') return;
    drop();
    phase = 'waiting';
    cancelTimer = environment.after(ms, open);
  }

  function close(): void {
    drop();
    phase = 'ended';
  }

  open();
  return {
    isOpen: () => phase === 'open',
    failedOpens: () => failedOpens,
    reconnect: () => comeBackIn(nextDelay()),
    leave: (spreadMs) => comeBackIn(byeDelay(spreadMs, environment.random)),
    probe() {
      if (phase === 'waiting' || phase === 'open') open();
    },
    close,
  };
}
