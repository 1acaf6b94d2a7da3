import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { now } from '../measure/now.ts';
import type { ReceiverAsk, ReceiverSaid } from './receiver-messages.ts';

/** A mail server and GOV.UK Notify on this machine, in a process of their own. */

/** As short as a way is left alone that is in trouble. */
const COME_BACK_AFTER_S = 15;

const at: number[] = [];
const addresses = new Set<string>();
let takes = true;

function take(address: string): void {
  at.push(now());
  addresses.add(address);
}

const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onMailFrom: (_from, _session, done) =>
    done(takes ? null : Object.assign(new Error('come back later'), { responseCode: 421 })),
  onData(stream, { envelope }, done) {
    stream.resume();
    stream.on('end', () => {
      for (const { address } of envelope.rcptTo) take(address);
      done();
    });
  },
});
smtp.on('error', () => {});

const http = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (!takes) return void response.writeHead(429, { 'retry-after': String(COME_BACK_AFTER_S) }).end('{}');
    if (request.method === 'POST') take(JSON.parse(Buffer.concat(chunks).toString()).phone_number);
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"notifications":[]}');
  });
});

function say(said: ReceiverSaid): void {
  process.send?.(said);
}

process.on('message', async (ask: ReceiverAsk) => {
  if (ask.do === 'listen') {
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
    say({ said: 'listening', smtpPort: portOf(smtp.server), httpPort: portOf(http) });
  } else if (ask.do === 'take') ({ takes } = ask);
  else say({ said: 'so far', at, addresses: addresses.size });
});
process.on('disconnect', () => process.exit(0));
