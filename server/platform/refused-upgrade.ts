import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/**
 * Ends the connection of every upgrade that was answered otherwise. Node hands such a connection over and looks after it no
 * more: it would stay open when its client has long gone, and whoever is refused often enough would use them all up.
 */
export function endRefusedUpgrades(app: FastifyInstance): void {
  app.addHook('onResponse', async ({ raw }) => {
    if (isUpgrade(raw)) raw.socket.destroySoon();
  });
}

/** The same of what is refused before any hook runs, an address that cannot be read say. Call it before the answer is sent. */
export function endWhenAnswered(request: IncomingMessage, response: ServerResponse): void {
  if (isUpgrade(request)) response.once('finish', () => request.socket.destroySoon());
}

/** Node marks the requests that it hands over, and says so nowhere in its types. */
function isUpgrade(request: IncomingMessage & { readonly upgrade?: boolean }): boolean {
  return request.upgrade === true;
}
