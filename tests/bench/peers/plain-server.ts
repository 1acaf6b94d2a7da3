import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import websocket from '@fastify/websocket';
import Fastify from 'fastify';

/** What most people would write: Fastify, its websocket plugin, and `send` in a loop. Each line of its input is told to all. */
const app = Fastify();
await app.register(websocket);
app.get('/', { websocket: true }, () => {});
await app.listen({ host: '127.0.0.1', port: 0, backlog: 4096 });
process.stdout.write(`port ${(app.server.address() as AddressInfo).port}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  for (const client of app.websocketServer.clients) client.send(line);
}
