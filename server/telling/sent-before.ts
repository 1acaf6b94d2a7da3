import type { AskNotify } from '../sending/notify-client.ts';
import type { Sent } from '../sending/outbox.ts';
import type { Delivered, OutgoingNews } from './channel.ts';

/** The same of a sender that staff's messages go by as well. */
export function toDelivered(sent: Sent): Delivered {
  if (sent.kind === 'sent') return sent;
  const { status, reason, retryAfter = null } = sent;
  if (sent.kind === 'refused') return { kind: 'refused', status, reason, counts: true };
  // A mail server that puts off one address says 450 to 452; everything else would meet the next one too.
  const all = status === null || status < 450 || status > 452;
  return { kind: 'failed', status, reason, all, retryAfter };
}

/** Whether a try before arrived, of which this process does not know how it ended. */
export async function wasDelivered(
  ask: AskNotify | null,
  { isUnsure, id }: OutgoingNews,
  stopping: AbortSignal,
): Promise<boolean> {
  return isUnsure && ask !== null && (await ask(id, stopping)) === true;
}
