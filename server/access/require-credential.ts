import type { Instant } from '../../shared/practice/instant.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import type { Actor } from './access.ts';
import { findDisplayActor } from './displays.queries.ts';
import { findSessionActor } from './sessions.queries.ts';
import { hashToken } from './token-secret.ts';

/** Who is signed in with this token; throws `not-signed-in` when nobody is. */
export async function requireSession(db: Db, token: string, now: Instant): Promise<Actor> {
  const actor = await findSessionActor(db, hashToken(token), now);
  if (!actor) throw new AppError('not-signed-in');
  return actor;
}

/** The wallboard that has this secret; throws `not-signed-in` when none has. */
export async function requireDisplay(db: Db, secret: string, address: string, now: Instant): Promise<Actor> {
  const actor = await findDisplayActor(db, hashToken(secret), address, now);
  if (!actor) throw new AppError('not-signed-in');
  return actor;
}
