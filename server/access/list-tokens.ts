import { type Instant, toIso } from '../../shared/practice/instant.ts';
import type { ApiToken } from '../../shared/wire/tokens.ts';
import { TOKENS } from '../../shared/words/staff-tokens.ts';
import type { Doer } from './doer.ts';
import { requireRight } from './require-right.ts';
import { endToken, readTokens } from './tokens.queries.ts';
import { noteChange } from '../audit/note-access.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';

/** Every API token that is valid, the newest first. */
export async function listTokens(db: Db, now: Instant): Promise<ApiToken[]> {
  return (await readTokens(db, now)).map(({ id, name, role, branches, createdAt, expiresAt }) => ({
    id,
    name: name ?? TOKENS.noName,
    role,
    branches,
    createdAt: toIso(createdAt.getTime()),
    expiresAt: expiresAt && toIso(expiresAt.getTime()),
  }));
}

/** Ends a token: its next request is refused, and its sockets end within 5 s. Throws `not-found`. */
export async function revokeToken(db: Db, by: Doer, id: string, now: Instant): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await requireRight(trx, by.id, 'operations', now);
    const subject = await endToken(trx, id, now);
    if (subject === null) throw new AppError('not-found', { detail: TOKENS.gone });
    await noteChange(trx, by, { event: 'token', outcome: 'revoked', subject }, now);
  });
}
