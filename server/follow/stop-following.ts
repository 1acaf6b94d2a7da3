import type { Kysely } from 'kysely';
import type { Database } from '../platform/database.types.ts';
import { deleteFollower } from './follow.queries.ts';

/** Forgets somebody whom nothing reaches any more. Whether there was such a follower. */
export function stopFollowing(db: Kysely<Database>, id: string): Promise<boolean> {
  return deleteFollower(db, id);
}
