import { type Kysely, sql } from 'kysely';
import type { Database } from '../platform/database.types.ts';
import type { Actor } from './access.ts';

function toActor({ id, branch }: { readonly id: string; readonly branch: string | null }): Actor {
  const branches = branch === null ? [] : [branch];
  return { id, name: null, role: 'sender', branches, credential: { kind: 'sender', id, expiresAt: null } };
}

/** The actor of the sender whose token has this digest; that of the canary has no branch. */
export async function findSenderActor(db: Kysely<Database>, hash: Buffer): Promise<Actor | null> {
  const row = await db
    .selectFrom('sender_token')
    .select(['id', 'branch'])
    .where('token_hash', '=', hash)
    .executeTakeFirst();
  return row ? toActor(row) : null;
}

/** Every sender that may beat, by the digest of its token in hexadecimal. */
export async function readSenders(
  db: Kysely<Database>,
): Promise<readonly { readonly hash: string; readonly actor: Actor }[]> {
  const rows = await db.selectFrom('sender_token').select(['id', 'branch', 'token_hash']).execute();
  return rows.map((row) => ({ hash: row.token_hash.toString('hex'), actor: toActor(row) }));
}

/** Differs whenever a token was made or revoked: rows are never changed. */
export async function readSenderMark(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{ readonly mark: string }>`
    select count(*) || ' ' || coalesce(max(created_at)::text, '') || ' ' || coalesce(bit_xor(hashtext(id::text)), 0) as mark
    from sender_token`.execute(db);
  return rows[0]?.mark ?? '';
}
