import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocket } from '@fastify/websocket';

/**
 * Lets go of the request that an open socket began as: the response that was never sent, and the plugin's error
 * listener, hold all of it for as long as the socket lives. Call it before any other listener is added.
 * `onResponse` hooks do not run for such a request.
 */
export function slimConnection(socket: WebSocket, wire: Socket, response: ServerResponse): void {
  response.detachSocket(wire);
  socket.removeAllListeners('error');
}
