import type { Clock } from '../platform/clock.ts';
import { type Connection, isOpen } from './connection.ts';
import type { LiveLimits } from './live-limits.ts';

type SlowLimits = Pick<LiveLimits, 'skipAboveBytes' | 'closeAboveBytes' | 'slowAtMostMs'>;

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
  /** Sockets that frames are left out for. */
  readonly stalled: number;
}

/**
 * The kernel buffers too, so a client is noticed late: by then it misses minutes. It is not sent what it missed but
 * the whole board, and closed when it does not catch up in time.
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
    const onDrain = () => {
      end();
      if (isOpen(connection)) caughtUp(connection);
    };
    const cancel = clock.after(limits.slowAtMostMs, () => tooSlow(connection));
    wire.on('drain', onDrain);
    socket.on('close', end);
    connection.endStall = end;
    stalled += 1;
  }

  return {
    accepts(connection) {
      if (connection.endStall) return false;
      const unsent = connection.wire.writableLength;
      if (unsent <= limits.skipAboveBytes) return true;
      if (unsent > limits.closeAboveBytes) tooSlow(connection);
      else stall(connection);
      return false;
    },
    get stalled() {
      return stalled;
    },
  };
}
