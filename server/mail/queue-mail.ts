import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { DAY, type Instant, MINUTE } from '../../shared/practice/instant.ts';
import type { Mail } from '../../shared/words/mails.ts';
import type { Database } from '../platform/database.types.ts';
import { insertMail } from './mail-outbox.queries.ts';
import { sealMail } from './sealed-mail.ts';

export interface MailTo {
  readonly to: string;
  readonly mail: Mail;
  /** To a patient: while it waits, nobody who reads the database finds to whom. */
  readonly isSealed?: boolean;
}

/** How mails go out. */
export interface MailQueue {
  /** Whether any do. */
  readonly sends: boolean;
  /** Has a mail sent as soon as the transaction is there: both, or neither. Where no mail goes out nothing is queued. */
  queue(trx: Transaction<Database>, mailTo: MailTo, now: Instant): Promise<void>;
}

/** `authSecret` seals what waits: links and codes open accounts. */
export function createMailQueue(authSecret: string, sends: boolean): MailQueue {
  return {
    sends,
    async queue(trx, { to, mail, isSealed = false }, now) {
      if (!sends) return;
      const id = randomUUID();
      const at = new Date(now);
      await insertMail(trx, {
        id,
        recipient: isSealed ? '' : to,
        mail: JSON.stringify({ sealed: sealMail(authSecret, isSealed ? { ...mail, to } : mail, id) }),
        made_at: at,
        give_up_at: new Date(now + usefulFor(mail)),
        next_try_at: at,
        tries: 0,
      });
    },
  };
}

/** After that nobody has use for it. */
function usefulFor({ kind }: Mail): number {
  return kind === 'code' ? 10 * MINUTE : DAY;
}
