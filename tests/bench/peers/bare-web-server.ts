import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebAnswer } from './web-peer.ts';

/** node:http and nothing else: an answer is looked up by its path and written. It is told the answers by its parent. */
const [answers] = (await once(process, 'message')) as [readonly WebAnswer[]];
const byPath = new Map(
  answers.map(({ path, headers, body }) => [path, { headers: [...headers], body: Buffer.from(body) }]),
);

/** As Branchboard has them: connections are looked after alike. */
const CONNECTIONS = {
  requestTimeout: 10_000,
  headersTimeout: 5_000,
  keepAliveTimeout: 72_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 8 * 1024,
};

const server = createServer(CONNECTIONS, (request, response) => {
  const answer = byPath.get(request.url ?? '');
  if (!answer) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, answer.headers).end(answer.body);
});
server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 });
await once(server, 'listening');
process.send?.((server.address() as AddressInfo).port);
process.on('disconnect', () => process.exit(0));
