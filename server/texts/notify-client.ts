import { SignJWT } from 'jose';
import { SECOND } from '../../shared/practice/instant.ts';
import type { Clock } from '../platform/clock.ts';

export interface NotifySettings {
  readonly apiKey: string;
  readonly templateId: string;
  readonly baseUrl: string;
}

export interface OutgoingText {
  readonly id: string;
  readonly phone: string;
  readonly body: string;
}

/** `refused`: it will be again, however often it is tried. */
export type SentText =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused' | 'failed'; readonly status: number | null; readonly reason: string };

/** `stopping`: nobody waits for the answer any more; whether the text arrived is not known then. */
export type SendText = (text: OutgoingText, stopping: AbortSignal) => Promise<SentText>;

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

/** Sends texts by GOV.UK Notify, with a template that holds nothing but ((message)). Never throws. */
export function createNotifyClient({ apiKey, templateId, baseUrl }: NotifySettings, clock: Clock): SendText {
  return async ({ id, phone, body }, stopping) => {
    const limit = new AbortController();
    const cancel = clock.after(ANSWER_WITHIN, () => limit.abort());
    try {
      const answer = await fetch(`${baseUrl}/v2/notifications/sms`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await tokenFor(apiKey, clock)}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          phone_number: phone,
          template_id: templateId,
          personalisation: { message: body },
          reference: id,
        }),
        signal: AbortSignal.any([limit.signal, stopping]),
        redirect: 'error',
      });
      if (answer.ok) return { kind: 'sent' };
      const reason = await reasonOf(answer);
      // A wrong key, a limit and their own trouble may pass; a text that they do not take will not.
      return { kind: answer.status === 400 ? 'refused' : 'failed', status: answer.status, reason };
    } catch {
      return { kind: 'failed', status: null, reason: 'unreachable' };
    } finally {
      cancel();
    }
  };
}
