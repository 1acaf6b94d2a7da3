import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { DAY, type Instant, MINUTE } from '../../shared/practice/instant.ts';
import type { Mail } from '../../shared/words/mails.ts';
import type { Database } from '../platform/database.types.ts';
import { insertMail } from './mail-outbox.queries.ts';

/** After that nobody has use for it. */
function usefulFor({ kind }: Mail): number {
  return kind === 'code' ? 10 * MINUTE : DAY;
}

/** Has a mail sent as soon as the transaction is there: both, or neither. */
export async function queueMail(
  trx: Transaction<Database>,
  { to, mail }: { readonly to: string; readonly mail: Mail },
  now: Instant,
): Promise<void> {
  const at = new Date(now);
  await insertMail(trx, {
    id: randomUUID(),
    recipient: to,
    mail: JSON.stringify(mail),
    made_at: at,
    give_up_at: new Date(now + usefulFor(mail)),
    next_try_at: at,
    tries: 0,
  });
}
