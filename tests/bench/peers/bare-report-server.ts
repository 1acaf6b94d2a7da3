import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { type BareInserts, createBareInserts } from '../write-path/bare-inserts.ts';

/** node:http that inserts the rows of a report for whatever is posted, and does nothing else. Its parent tells it where. */
const [{ databaseUrl, writers }] = (await once(process, 'message')) as [
  { readonly databaseUrl: string; readonly writers: number },
];
const inserts: BareInserts = await createBareInserts(databaseUrl, writers, 'behind_http');

const server = createServer(async (request, response) => {
  await json(request);
  await inserts.insert(Number(request.headers['x-writer']));
  const answer = JSON.stringify({ seq: 0 });
  response.writeHead(201, ['content-type', 'application/json', 'content-length', String(answer.length)]).end(answer);
});
server.listen({ host: '127.0.0.1', port: 0 });
await once(server, 'listening');
process.send?.((server.address() as AddressInfo).port);
process.on('disconnect', () => process.exit(0));
