import type { Instant } from '../../shared/practice/instant.ts';
import type { Db } from '../platform/database.types.ts';
import type { Credentials } from './authenticate.ts';
import { readCookie } from './cookies.ts';
import { findDisplayActor } from './displays.queries.ts';
import { hashToken } from './token-secret.ts';

/** The branch whose waiting room a browser was let in to show; null: none, whoever else its holder is. */
export async function waitingRoomOf(
  db: Db,
  { headers, address }: Credentials,
  origins: readonly string[],
  now: Instant,
): Promise<string | null> {
  const secret = readCookie('display', headers.cookie, origins);
  if (secret === undefined) return null;
  const actor = await findDisplayActor(db, hashToken(secret), address, now);
  return actor?.role === 'waiting-room' ? (actor.branches[0] ?? null) : null;
}
