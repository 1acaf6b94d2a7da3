import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { PATHS } from '../../../shared/wire/paths.ts';

/** What the process that beats is told. */
export interface BeatOrder {
  readonly origin: string;
  readonly tokens: readonly string[];
  /** Each of them beats once in so many ms. */
  readonly everyMs: number;
  readonly checks: Readonly<Record<string, string>>;
}

/** What it has done when it is told to stop. */
export interface BeatReport {
  readonly sent: number;
  readonly taken: number;
  readonly refused: number;
}

/** Each branch keeps a connection, as one that beats every twenty seconds may. */
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

function beat(order: BeatOrder, token: string, body: string): Promise<number> {
  return new Promise((resolve) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const sent = request(order.origin + PATHS.beats, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', () => resolve(0));
    sent.end(body);
  });
}

process.once('message', (order: BeatOrder) => {
  const every = Math.round(order.everyMs / 1_000);
  const senders = order.tokens.map((token) => ({ token, boot: randomUUID(), n: 0 }));
  let sent = 0;
  let taken = 0;
  let refused = 0;
  let at = 0;
  const step = order.everyMs / senders.length;
  const begun = performance.now();
  const timer = setInterval(() => {
    // As many as are due by now: timers are late, and the rate must not be.
    for (; at * step <= performance.now() - begun; at += 1) {
      const sender = senders[at % senders.length];
      if (!sender) return;
      sender.n += 1;
      sent += 1;
      const body = JSON.stringify({ boot: sender.boot, n: sender.n, every, checks: order.checks });
      void beat(order, sender.token, body).then((status) => {
        if (status === 204) taken += 1;
        else refused += 1;
      });
    }
  }, 5);
  process.once('message', () => {
    clearInterval(timer);
    setTimeout(() => {
      process.send?.({ sent, taken, refused } satisfies BeatReport, () => process.exit(0));
    }, 500);
  });
});
