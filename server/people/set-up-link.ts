import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { DAY, type Instant } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { createTokenSecret, hashToken } from '../access/token-secret.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { hasAdmin } from './people.queries.ts';
import { deleteFirstSetUps, replaceSetUp } from './set-up.queries.ts';

/** The secret part of a link that sets somebody up, once. */
export interface SetUpSecret {
  readonly token: string;
  readonly expiresAt: Instant;
}

/** Of a link that is shown to whoever hands it on. */
const SET_UP_LASTS = DAY;

/** A new link for a person; the one before it stops working. */
export async function issueSetUp(
  db: Db | Transaction<Database>,
  person: string | null,
  now: Instant,
  { token = createTokenSecret(), lasts = SET_UP_LASTS }: { readonly token?: string; readonly lasts?: number } = {},
): Promise<SetUpSecret> {
  const expiresAt = now + lasts;
  await replaceSetUp(db, { id: randomUUID(), person, hash: hashToken(token), expiresAt });
  return { token, expiresAt };
}

/** A link for the first admin, while there is none; whatever link was made for that before is void. */
export async function offerFirstSetUp(db: Db, now: Instant): Promise<SetUpSecret | null> {
  if (!(await hasAdmin(db, now))) return db.transaction().execute((trx) => issueSetUp(trx, null, now));
  await deleteFirstSetUps(db);
  return null;
}

/** The link for a person's browser. What stands behind the # is sent to no server and written to no log. */
export function toSetUpUrl(origin: string, token: string): string {
  return `${origin}${PATHS.setUpPage}#${token}`;
}
