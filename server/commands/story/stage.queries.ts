import { HOUR, type Instant } from '../../../shared/practice/instant.ts';
import type { Db } from '../../platform/database.types.ts';

/** Whoever watches the story was there all day: hours pass between two steps, and nobody is signed out by that. */
export async function keepSignedIn(db: Db, at: Instant): Promise<void> {
  await db
    .updateTable('session')
    .set({ seen_at: new Date(at), expires_at: new Date(at + 12 * HOUR) })
    .execute();
}
