import { once } from 'node:events';
import { join } from 'node:path';
import { startWorker, stopChild } from '../child.ts';
import type { ReceiverAsk, ReceiverSaid } from './receiver-messages.ts';

type Said<Kind extends ReceiverSaid['said']> = Extract<ReceiverSaid, { readonly said: Kind }>;

export interface Receiver {
  /** What the server is started with, so that it tells by this one. */
  readonly environment: Readonly<Record<string, string>>;
  take(takes: boolean): void;
  soFar(): Promise<Said<'so far'>>;
  stop(): Promise<void>;
}

const API_KEY = 'bench-11111111-2222-4333-8444-555555555555-66666666-7777-4888-9999-000000000000';
const TEMPLATE = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

export async function startReceiver(): Promise<Receiver> {
  const child = startWorker(join(import.meta.dirname, 'receiver.ts'));
  const tell = (ask: ReceiverAsk) => void child.send(ask);
  async function ask<Kind extends ReceiverSaid['said']>(message: ReceiverAsk): Promise<Said<Kind>> {
    tell(message);
    const [said] = await once(child, 'message');
    return said as Said<Kind>;
  }
  const { smtpPort, httpPort } = await ask<'listening'>({ do: 'listen' });
  return {
    environment: {
      SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
      MAIL_FROM: 'Branchboard <status@practice.example>',
      NOTIFY_API_KEY: API_KEY,
      NOTIFY_TEMPLATE_ID: TEMPLATE,
      NOTIFY_BASE_URL: `http://127.0.0.1:${httpPort}`,
    },
    take: (takes) => tell({ do: 'take', takes }),
    soFar: () => ask<'so far'>({ do: 'tell' }),
    stop: () => stopChild(child),
  };
}
