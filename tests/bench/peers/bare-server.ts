import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createInterface } from 'node:readline';
import websocket from '@fastify/websocket';
import Fastify from 'fastify';
import { encodeTextFrame } from '../../../server/live/frame-encoding.ts';
import { slimConnection } from '../../../server/live/slim-connection.ts';

/** Branchboard's stack without Branchboard: each line of its input is framed once and written to each slimmed connection. */
const app = Fastify();
const responses = new WeakMap<IncomingMessage, ServerResponse>();
const pages = new Set<Socket>();
await app.register(websocket);
app.route({
  method: 'GET',
  url: '/',
  preHandler: async ({ raw }, reply) => void responses.set(raw, reply.raw),
  handler: () => {},
  wsHandler(socket, { raw }) {
    const response = responses.get(raw);
    if (response) slimConnection(socket, raw.socket, response);
    pages.add(raw.socket);
  },
});
await app.listen({ host: '127.0.0.1', port: 0, backlog: 4096 });
process.stdout.write(`port ${(app.server.address() as AddressInfo).port}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  const frame = encodeTextFrame(line);
  for (const page of pages) page.write(frame);
}
