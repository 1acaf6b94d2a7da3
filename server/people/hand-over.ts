import type { Transaction } from 'kysely';
import { DAY, type Instant, toIso } from '../../shared/practice/instant.ts';
import type { Person } from '../../shared/wire/people.ts';
import type { MailQueue } from '../mail/queue-mail.ts';
import type { Database } from '../platform/database.types.ts';
import { createSetUpCode, tokenOfCode } from './set-up-code.ts';
import { issueSetUp, type SetUpSecret, toSetUpUrl } from './set-up-link.ts';

/** How a person gets what sets up their account. */
export type HandOver =
  /** Somebody hands it on, there and then. */
  | { readonly by: 'link' }
  | { readonly by: 'sheet'; readonly authSecret: string }
  | { readonly by: 'mail'; readonly origin: string; readonly mail: MailQueue };

export interface HandedOver extends SetUpSecret {
  /** To type in place of the link. */
  readonly code: string | null;
}

/** A sheet waits in a pigeonhole, and a mail for somebody's first day. */
const LASTS_ON_ITS_WAY = 7 * DAY;

/** Makes a link for a person, and has it sent when it goes by mail; the one before it stops working. */
export async function handOver(
  trx: Transaction<Database>,
  { id, name, email }: Pick<Person, 'id' | 'name' | 'email'>,
  how: HandOver,
  now: Instant,
): Promise<HandedOver> {
  if (how.by === 'link') return { ...(await issueSetUp(trx, id, now)), code: null };
  const code = how.by === 'sheet' ? createSetUpCode() : null;
  const token = how.by === 'sheet' && code !== null ? tokenOfCode(code, how.authSecret) : undefined;
  const setUp = await issueSetUp(trx, id, now, { lasts: LASTS_ON_ITS_WAY, ...(token && { token }) });
  if (how.by === 'mail') {
    const url = toSetUpUrl(how.origin, setUp.token);
    const mail = { kind: 'invitation', name, url, until: toIso(setUp.expiresAt) } as const;
    await how.mail.queue(trx, { to: email, mail }, now);
  }
  return { ...setUp, code };
}
