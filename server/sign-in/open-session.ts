import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { StaffRole } from '../../shared/people/roles.ts';
import { DAY, HOUR, type Instant } from '../../shared/practice/instant.ts';
import type { Actor } from '../access/access.ts';
import { requireSession } from '../access/require-credential.ts';
import type { SignInWay } from '../access/session.table.ts';
import { createTokenSecret, hashToken } from '../access/token-secret.ts';
import type { Database } from '../platform/database.types.ts';
import type { Visit } from '../platform/request-parts.ts';
import { insertSession } from './sign-in.queries.ts';

export type { Visit };

/** Somebody who just signed in; the token is for their cookie. */
export interface SignedIn {
  readonly token: string;
  readonly actor: Actor;
}

/** Whose session it is to be. */
export interface Entrant {
  readonly id: string;
  readonly role: StaffRole;
  readonly leaving: Date | null;
}

const KEPT_SESSION_LASTS = 30 * DAY;
const SESSION_LASTS = 12 * HOUR;

/** Opens a session for somebody who proved who they are in this way. Throws `not-signed-in` when they have left. */
export async function openSession(
  db: Kysely<Database>,
  person: Entrant,
  way: SignInWay,
  { address, device }: Visit,
  now: Instant,
): Promise<SignedIn> {
  const token = createTokenSecret();
  // A lead reports from their own phone; the others reach everything from computers that many use.
  const isKept = person.role === 'lead';
  const usual = now + (isKept ? KEPT_SESSION_LASTS : SESSION_LASTS);
  const at = new Date(now);
  await insertSession(db, {
    id: randomUUID(),
    person: person.id,
    token_hash: hashToken(token).toString('hex'),
    created_at: at,
    seen_at: at,
    proved_at: at,
    expires_at: new Date(Math.min(usual, person.leaving?.getTime() ?? usual)),
    way,
    is_kept: isKept,
    address,
    device,
  });
  return { token, actor: await requireSession(db, token, now) };
}
