import type { Clock } from '../platform/clock.ts';
import { type Connection, isOpen } from './connection.ts';
import type { LiveLimits } from './live-limits.ts';

type SlowLimits = Pick<LiveLimits, 'unansweredAtMostBytes' | 'skipAboveBytes' | 'closeAboveBytes' | 'slowAtMostMs'>;

export interface SlowConsumersOptions {
  readonly clock: Clock;
  readonly limits: SlowLimits;
  /** It has read everything it was sent: it can have the newest board. */
  readonly caughtUp: (connection: Connection) => void;
  readonly tooSlow: (connection: Connection) => void;
}

/** Keeps clients that do not read from filling the server's memory. */
export interface SlowConsumers {
  /** Whether a frame may be written; when not, the client gets the newest board once it has caught up. */
  accepts(connection: Connection): boolean;
  /** It has answered a ping: what was written before that it has read. */
  answered(connection: Connection): void;
  /** Sockets that frames are left out for. */
  readonly stalled: number;
}

/**
 * The kernel buffers too, a megabyte and more, and does not tell: so what a client leaves unread is known by the pings
 * that it answers. It is not sent what it missed but the whole board, and closed when it does not catch up in time.
 */
export function createSlowConsumers({ clock, limits, caughtUp, tooSlow }: SlowConsumersOptions): SlowConsumers {
  let stalled = 0;

  function stall(connection: Connection): void {
    const { socket, wire } = connection;
    const end = () => {
      cancel();
      wire.removeListener('drain', onDrain);
      socket.removeListener('close', end);
      if (connection.endStall) stalled -= 1;
      connection.endStall = null;
    };
    const onDrain = () => goOn(connection);
    const cancel = clock.after(limits.slowAtMostMs, () => tooSlow(connection));
    wire.on('drain', onDrain);
    socket.on('close', end);
    connection.endStall = end;
    stalled += 1;
  }

  function isUnanswered({ awaitingPong, sincePing }: Connection): boolean {
    return awaitingPong !== null && sincePing > limits.unansweredAtMostBytes;
  }

  function goOn(connection: Connection): void {
    if (!connection.endStall || connection.wire.writableLength > 0 || isUnanswered(connection)) return;
    connection.endStall();
    if (isOpen(connection)) caughtUp(connection);
  }

  return {
    accepts(connection) {
      if (connection.endStall) return false;
      const unsent = connection.wire.writableLength;
      if (unsent <= limits.skipAboveBytes && !isUnanswered(connection)) return true;
      if (unsent > limits.closeAboveBytes) tooSlow(connection);
      else stall(connection);
      return false;
    },
    answered: goOn,
    get stalled() {
      return stalled;
    },
  };
}
