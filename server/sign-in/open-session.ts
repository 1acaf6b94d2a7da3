import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { DAY, HOUR, type Instant } from '../../shared/practice/instant.ts';
import type { Actor } from '../access/access.ts';
import { requireSession } from '../access/require-credential.ts';
import { createTokenSecret, hashToken } from '../access/token-secret.ts';
import type { Database } from '../platform/database.types.ts';
import { insertSession } from './sign-in.queries.ts';

/** Somebody who just signed in; the token is for their cookie. */
export interface SignedIn {
  readonly token: string;
  readonly actor: Actor;
}

/** Whose session it is to be. */
export interface Entrant {
  readonly id: string;
  readonly role: 'lead' | 'operations';
  readonly leaving: Date | null;
}

/** A lead reports from their own phone; operations reaches everything from computers that others use too. */
const SESSION_LASTS = { lead: 30 * DAY, operations: 12 * HOUR } as const;

/** Opens a session for somebody who proved who they are. Throws `not-signed-in` when they have left. */
export async function openSession(db: Kysely<Database>, person: Entrant, now: Instant): Promise<SignedIn> {
  const token = createTokenSecret();
  const usual = now + SESSION_LASTS[person.role];
  const expiresAt = Math.min(usual, person.leaving?.getTime() ?? usual);
  await insertSession(db, { id: randomUUID(), person: person.id, hash: hashToken(token), now, expiresAt });
  return { token, actor: await requireSession(db, token, now) };
}
