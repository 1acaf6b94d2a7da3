import type { Kysely } from 'kysely';
import type { Database } from '../platform/database.types.ts';
import type { Actor } from './access.ts';

/** The actor of the sender whose token has this digest; that of the canary has no branch. */
export async function findSenderActor(db: Kysely<Database>, hash: Buffer): Promise<Actor | null> {
  const row = await db
    .selectFrom('sender_token')
    .select(['id', 'branch'])
    .where('token_hash', '=', hash)
    .executeTakeFirst();
  if (!row) return null;
  const { id, branch } = row;
  const branches = branch === null ? [] : [branch];
  return { id, name: null, role: 'sender', branches, credential: { kind: 'sender', id, expiresAt: null } };
}
