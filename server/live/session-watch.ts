import type { WebSocket } from '@fastify/websocket';
import { CLOSE } from '../../shared/wire/live-frames.ts';
import type { Actor } from '../access/access.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { closeSocket } from './close-sockets.ts';
import type { LiveLimits } from './live-limits.ts';

export interface SessionWatchOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: Pick<LiveLimits, 'sessionCheckEveryMs' | 'closeGraceMs'>;
  /** Whether the credential that opened the socket still stands as it was. */
  readonly stillAllowed: (actor: Actor) => Promise<boolean>;
}

/** Ends staff sockets whose session ended. */
export interface SessionWatch {
  watch(socket: WebSocket, actor: Actor): void;
  stop(): void;
}

/** Asks for every open socket again and again: a session that was ended must not go on seeing the board. */
export function createSessionWatch({ clock, log, limits, stillAllowed }: SessionWatchOptions): SessionWatch {
  const actors = new Map<WebSocket, Actor>();
  let checking = false;
  let failing = false;

  async function check(socket: WebSocket, actor: Actor): Promise<void> {
    if (await stillAllowed(actor)) return;
    if (actors.delete(socket)) closeSocket(socket, CLOSE.sessionEnded, 'session ended', clock, limits.closeGraceMs);
  }

  async function checkAll(): Promise<void> {
    if (checking) return;
    checking = true;
    try {
      for (const [socket, actor] of actors) await check(socket, actor);
      failing = false;
    } catch (error) {
      // Without the database nobody can tell; the board itself stands still then, and says so.
      if (!failing) log.warn({ err: error }, 'sessions of live sockets cannot be checked');
      failing = true;
    } finally {
      checking = false;
    }
  }

  const stop = clock.every(limits.sessionCheckEveryMs, () => void checkAll());
  return {
    watch(socket, actor) {
      actors.set(socket, actor);
      socket.once('close', () => actors.delete(socket));
    },
    stop,
  };
}
