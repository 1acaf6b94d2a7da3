import { type Insertable, type Kysely, sql } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import type { Due, TakeDue } from '../sending/outbox.ts';
import type { MailOutboxTable, WaitingMail } from './mail-outbox.table.ts';

export interface DueMail extends Due {
  readonly recipient: string;
  readonly mail: WaitingMail;
}

export async function insertMail(db: Kysely<Database>, row: Insertable<MailOutboxTable>): Promise<void> {
  await db.insertInto('mail_outbox').values(row).execute();
}

/**
 * Takes mails that are due, for as long as `until`: no other instance takes them before. A process that dies meanwhile
 * leaves them due again, so a mail may go out twice and is never lost.
 */
export async function takeDueMails(db: Kysely<Database>, { now, until, limit }: TakeDue): Promise<DueMail[]> {
  const { rows } = await sql<{
    readonly id: string;
    readonly recipient: string;
    readonly mail: WaitingMail;
    readonly give_up_at: Date;
    readonly tries: number;
  }>`
    update mail_outbox as sending
    set next_try_at = ${new Date(until)}, tries = sending.tries + 1
    from (
      select id from mail_outbox
      where next_try_at <= ${new Date(now)}
      order by next_try_at
      limit ${limit}
      for update skip locked
    ) as due
    where sending.id = due.id
    returning sending.id, sending.recipient, sending.mail, sending.give_up_at, sending.tries`.execute(db);
  return rows.map(({ give_up_at, ...row }) => ({ ...row, giveUpAt: give_up_at.getTime() }));
}

/** It was sent, or is given up. */
export async function deleteMail(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('mail_outbox').where('id', '=', id).execute();
}

export async function putMailOff(db: Kysely<Database>, id: string, until: Instant): Promise<void> {
  await db
    .updateTable('mail_outbox')
    .set({ next_try_at: new Date(until) })
    .where('id', '=', id)
    .execute();
}
