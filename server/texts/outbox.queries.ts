import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { HOUR, type Instant } from '../../shared/practice/instant.ts';
import { GIVE_UP_AFTER } from '../../shared/texts/text-limits.ts';
import type { Database } from '../platform/database.types.ts';
import type { Due, TakeDue } from '../sending/outbox.ts';

/** A text that is due, with the number that it goes to. */
export interface DueText extends Due {
  readonly phone: string | null;
  readonly body: string;
}

export interface NewText {
  readonly person: string;
  readonly body: string;
  /** That a question is about; null: an answer. */
  readonly branch: string | null;
}

export async function insertText(trx: Transaction<Database>, { person, body, branch }: NewText, now: Instant) {
  const at = new Date(now);
  await trx
    .insertInto('text_outbox')
    .values({ id: randomUUID(), person, branch, body, made_at: at, next_try_at: at, tries: 0 })
    .execute();
}

export async function countAnswers(trx: Transaction<Database>, person: string, now: Instant): Promise<number> {
  const { count } = await trx
    .selectFrom('text_outbox')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('person', '=', person)
    .where('branch', 'is', null)
    .where('made_at', '>', new Date(now - HOUR))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Of this alone, in the database's own space of advisory locks. */
const QUESTIONS_LOCK = 7_461_902_141;

/** Nobody else asks until the transaction ends. */
export async function lockQuestions(trx: Transaction<Database>): Promise<void> {
  await trx.selectNoFrom((eb) => eb.fn('pg_advisory_xact_lock', [eb.val(QUESTIONS_LOCK)]).as('lock')).execute();
}

/** When somebody was last asked about the branch. */
export async function readLastAsked(trx: Transaction<Database>, branch: string): Promise<Instant | null> {
  const { last } = await trx
    .selectFrom('text_outbox')
    .select((eb) => eb.fn.max('made_at').as('last'))
    .where('branch', '=', branch)
    .executeTakeFirstOrThrow();
  return (last as Date | null)?.getTime() ?? null;
}

/**
 * Takes texts that are due, for as long as `until`: no other instance takes them before. A process that dies meanwhile
 * leaves them due again, so a text may go out twice and is never lost.
 */
export async function takeDueTexts(db: Kysely<Database>, { now, until, limit }: TakeDue): Promise<readonly DueText[]> {
  const { rows } = await sql<Omit<DueText, 'giveUpAt'> & { readonly made_at: Date }>`
    update text_outbox as sending
    set next_try_at = ${new Date(until)}, tries = sending.tries + 1
    from (
      select id from text_outbox
      where next_try_at <= ${new Date(now)} and body is not null
      order by next_try_at
      limit ${limit}
      for update skip locked
    ) as due, person
    where sending.id = due.id and person.id = sending.person
    returning sending.id, person.phone, sending.body, sending.made_at, sending.tries`.execute(db);
  return rows.map(({ id, phone, body, made_at, tries }) => {
    return { id, phone, body, giveUpAt: made_at.getTime() + GIVE_UP_AFTER, tries };
  });
}

/** It was sent, or is given up: its words are forgotten. */
export async function closeText(db: Kysely<Database>, id: string): Promise<void> {
  await db.updateTable('text_outbox').set({ body: null, next_try_at: null }).where('id', '=', id).execute();
}

export async function putOff(db: Kysely<Database>, id: string, until: Instant): Promise<void> {
  await db
    .updateTable('text_outbox')
    .set({ next_try_at: new Date(until) })
    .where('id', '=', id)
    .where('body', 'is not', null)
    .execute();
}
