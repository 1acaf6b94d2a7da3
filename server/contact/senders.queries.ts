import type { Insertable, Kysely, Transaction } from 'kysely';
import type { Database } from '../platform/database.types.ts';
import { sourceOf } from './source.ts';
import type { SenderTokenTable } from './sender-token.table.ts';

/** Of the application, in the database's own space of advisory locks. */
const SENDERS_LOCK = 7_461_902_120;

/** Counts the tokens of a branch, with nobody else making one until the transaction ends. */
export async function lockTokensOf(trx: Transaction<Database>, branch: string | null): Promise<number> {
  await trx.selectNoFrom((eb) => eb.fn('pg_advisory_xact_lock', [eb.val(SENDERS_LOCK)]).as('lock')).execute();
  const { count } = await trx
    .selectFrom('sender_token')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('branch', 'is not distinct from', branch)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function insertSender(trx: Transaction<Database>, token: Insertable<SenderTokenTable>): Promise<void> {
  await trx.insertInto('sender_token').values(token).execute();
}

/** Every valid token, with the time of its last beat when it is the one that beat last. */
export async function readSenders(db: Kysely<Database>) {
  const [tokens, heard] = await Promise.all([
    db.selectFrom('sender_token').select(['id', 'branch', 'created_at']).orderBy('created_at').orderBy('id').execute(),
    db.selectFrom('last_heard').select(['source', 'at', 'token']).execute(),
  ]);
  return tokens
    .map(({ id, branch, created_at }) => {
      const last = heard.find(({ source, token }) => source === sourceOf(branch) && token === id);
      return { id, branch, createdAt: created_at.getTime(), lastBeatAt: last?.at.getTime() ?? null };
    })
    .toSorted((a, b) => sourceOf(a.branch).localeCompare(sourceOf(b.branch)));
}

export async function deleteSender(db: Kysely<Database>, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('sender_token').where('id', '=', id).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
