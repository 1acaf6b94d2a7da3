import { SignJWT } from 'jose';
import { SECOND } from '../../shared/practice/instant.ts';
import type { Clock } from '../platform/clock.ts';
import { NOT_CONNECTED, type Sent } from './outbox.ts';
import { readRetryAfter } from './retry-after.ts';

export interface NotifySettings {
  readonly apiKey: string;
  readonly baseUrl: string;
}

/** What goes out: by which template, with what in its places, and to whom. */
export interface NotifyMessage {
  readonly template_id: string;
  readonly personalisation: Readonly<Record<string, string>>;
  readonly reference: string;
  readonly phone_number?: string;
  readonly email_address?: string;
  readonly one_click_unsubscribe_url?: string;
}

/** Whether Notify has a message of that reference; null: it could not be asked. */
export type AskNotify = (reference: string, stopping: AbortSignal) => Promise<boolean | null>;

export type PostToNotify = (kind: 'sms' | 'email', message: NotifyMessage, stopping: AbortSignal) => Promise<Sent>;

const ANSWER_WITHIN = 10 * SECOND;
/** An API key ends with the id of the service and the secret, each a UUID. */
const UUID_LENGTH = 36;

async function tokenFor(apiKey: string, clock: Clock): Promise<string> {
  const secret = apiKey.slice(-UUID_LENGTH);
  const service = apiKey.slice(-(2 * UUID_LENGTH + 1), -(UUID_LENGTH + 1));
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(service)
    .setIssuedAt(Math.floor(clock.now() / SECOND))
    .sign(new TextEncoder().encode(secret));
}

/** The kind of error alone: its message may repeat the number. */
async function reasonOf(answer: Response): Promise<string> {
  const body: unknown = await answer.json().catch(() => null);
  const errors = (body as { readonly errors?: readonly { readonly error?: unknown }[] } | null)?.errors;
  const kind = Array.isArray(errors) ? errors[0]?.error : undefined;
  return typeof kind === 'string' && /^\w{1,60}$/.test(kind) ? kind : 'unknown';
}

/** Hands messages to GOV.UK Notify, which sends them. Never throws. */
export function createNotifyClient({ apiKey, baseUrl }: NotifySettings, clock: Clock): PostToNotify {
  return async (kind, message, stopping) => {
    const limit = new AbortController();
    const cancel = clock.after(ANSWER_WITHIN, () => limit.abort());
    try {
      const answer = await fetch(`${baseUrl}/v2/notifications/${kind}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await tokenFor(apiKey, clock)}`, 'content-type': 'application/json' },
        body: JSON.stringify(message),
        signal: AbortSignal.any([limit.signal, stopping]),
        redirect: 'error',
      });
      if (answer.ok) return { kind: 'sent' };
      const reason = await reasonOf(answer);
      const retryAfter = readRetryAfter(answer.headers.get('retry-after'), clock.now());
      // A wrong key, a limit and their own trouble may pass; a message that they do not take will not.
      return { kind: answer.status === 400 ? 'refused' : 'failed', status: answer.status, reason, retryAfter };
    } catch (error) {
      const { cause } = error as { readonly cause?: { readonly syscall?: unknown } };
      const isBefore = cause?.syscall === 'connect' || cause?.syscall === 'getaddrinfo';
      return { kind: 'failed', status: null, reason: isBefore ? NOT_CONNECTED : 'unreachable' };
    } finally {
      cancel();
    }
  };
}

/** Asks whether a message was handed over before, by somebody who does not know how that ended. Never throws. */
export function createNotifyQuestion({ apiKey, baseUrl }: NotifySettings, clock: Clock): AskNotify {
  return async (reference, stopping) => {
    const limit = new AbortController();
    const cancel = clock.after(ANSWER_WITHIN, () => limit.abort());
    try {
      const answer = await fetch(`${baseUrl}/v2/notifications?reference=${encodeURIComponent(reference)}`, {
        headers: { authorization: `Bearer ${await tokenFor(apiKey, clock)}` },
        signal: AbortSignal.any([limit.signal, stopping]),
        redirect: 'error',
      });
      if (!answer.ok) return null;
      const { notifications } = (await answer.json()) as { readonly notifications?: readonly unknown[] };
      return (notifications?.length ?? 0) > 0;
    } catch {
      return null;
    } finally {
      cancel();
    }
  };
}
