import type { Kysely } from 'kysely';
import { type Instant, MINUTE } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import type { Actor } from './access.ts';

/** How exactly it is kept when a display was last seen. */
const SEEN_EVERY = MINUTE;

/** The actor of the display whose credential has this digest, and notes where it was seen. */
export async function findDisplayActor(
  db: Kysely<Database>,
  hash: Buffer,
  address: string,
  now: Instant,
): Promise<Actor | null> {
  const row = await db
    .selectFrom('display')
    .select(['id', 'name', 'address', 'waiting_room_of'])
    .where('secret_hash', '=', hash)
    .executeTakeFirst();
  if (!row) return null;
  await noteSeen(db, row.id, now, row.address === address ? undefined : address);
  const { id, name, waiting_room_of: branch } = row;
  const credential = { kind: 'display', id, expiresAt: null } as const;
  if (branch !== null) return { id, name, role: 'waiting-room', branches: [branch], credential };
  return { id, name, role: 'display', branches: [], credential };
}

/** Whether the display is still let in. One that only listens is seen by this. */
export async function hasValidDisplay(db: Kysely<Database>, id: string, now: Instant): Promise<boolean> {
  const row = await db.selectFrom('display').select('id').where('id', '=', id).executeTakeFirst();
  if (row) await noteSeen(db, id, now);
  return row !== undefined;
}

async function noteSeen(db: Kysely<Database>, id: string, now: Instant, address?: string): Promise<void> {
  await db
    .updateTable('display')
    .set({ seen_at: new Date(now), ...(address !== undefined && { address }) })
    .where('id', '=', id)
    .$if(address === undefined, (query) =>
      query.where((eb) => eb.or([eb('seen_at', 'is', null), eb('seen_at', '<=', new Date(now - SEEN_EVERY))])),
    )
    .execute();
}
