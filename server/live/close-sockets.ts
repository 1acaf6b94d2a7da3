import type { WebSocket } from '@fastify/websocket';
import type { Clock } from '../platform/clock.ts';

/** Says goodbye with a code, and ends the socket `graceMs` later when the client does not answer. */
export function closeSocket(socket: WebSocket, code: number, reason: string, clock: Clock, graceMs: number): void {
  socket.close(code, reason);
  endLater(socket, clock, graceMs);
}

/** Ends a socket that is being closed, unless it is gone by then: a mute client would hold it for 30 s. */
export function endLater(socket: WebSocket, clock: Clock, graceMs: number): void {
  if (socket.readyState === socket.CLOSED) return;
  socket.once(
    'close',
    clock.after(graceMs, () => socket.terminate()),
  );
}
