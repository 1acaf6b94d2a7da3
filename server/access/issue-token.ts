import { randomUUID } from 'node:crypto';
import { DAY, type Instant } from '../../shared/practice/instant.ts';
import type { Fault } from '../../shared/wire/problem.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
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
  await insertToken(db, request.name.trim(), {
    id,
    actor: randomUUID(),
    token_hash: hashToken(token),
    role: request.role,
    branches: [...request.branches],
    created_at: new Date(now),
    expires_at: request.days === null ? null : new Date(now + request.days * DAY),
  });
  return { token, id };
}
