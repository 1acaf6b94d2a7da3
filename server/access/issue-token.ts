import { randomUUID } from 'node:crypto';
import { DAY, type Instant } from '../../shared/practice/instant.ts';
import type { Fault } from '../../shared/wire/problem.ts';
import type { Db } from '../platform/database.types.ts';
import { noteAccess } from '../audit/note-access.ts';
import { AppError } from '../platform/errors.ts';
import { ON_THE_MACHINE } from './doer.ts';
import { faultsOfRights } from './faults-of-rights.ts';
import { createTokenSecret, hashToken } from './token-secret.ts';
import type { TokenRole } from './token.table.ts';
import { insertToken } from './tokens.queries.ts';

export interface TokenRequest {
  readonly role: TokenRole;
  /** Slugs a lead's token is for; none for operations. */
  readonly branches: readonly string[];
  /** Days it is valid; null: until it is revoked. */
  readonly days: number | null;
  /** What staff see as the author of its reports. */
  readonly name: string;
}

const TOKEN_DAYS_MAX = 3_650;

function checkRequest({ days, name }: TokenRequest): Fault[] {
  const faults: Fault[] = [];
  if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= TOKEN_DAYS_MAX)) {
    faults.push({ path: '/days', message: `must be a whole number from 1 to ${TOKEN_DAYS_MAX}.` });
  }
  if (name.trim() === '') faults.push({ path: '/name', message: 'must not be empty.' });
  return faults;
}

/**
 * Makes an API token with an actor of its own. The token is returned this once and cannot be read again: only its
 * digest is stored. Throws `bad-request` with every fault.
 */
export async function issueToken(db: Db, request: TokenRequest, now: Instant): Promise<{ token: string; id: string }> {
  const faults = [...(await faultsOfRights(db, request)), ...checkRequest(request)];
  if (faults.length > 0) throw new AppError('bad-request', { faults });
  const token = createTokenSecret();
  const id = randomUUID();
  const { role, branches, days } = request;
  const row = {
    id,
    actor: randomUUID(),
    token_hash: hashToken(token),
    role,
    branches: [...branches],
    created_at: new Date(now),
    expires_at: days === null ? null : new Date(now + days * DAY),
  };
  await db.transaction().execute(async (trx) => {
    await insertToken(trx, request.name.trim(), row);
    const { id: actor, address } = ON_THE_MACHINE;
    const detail = { role, branches, days };
    await noteAccess(trx, { event: 'token', outcome: 'issued', actor, subject: row.actor, address, detail }, now);
  });
  return { token, id };
}
