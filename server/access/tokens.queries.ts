import type { Insertable, Kysely, Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import { findKnownBranches } from '../journal/known-branches.ts';
import type { Database } from '../platform/database.types.ts';
import { keepPrepared } from '../platform/prepared.ts';
import type { Actor } from './access.ts';
import type { TokenTable } from './token.table.ts';

function validTokens(db: Kysely<Database>, now: Instant) {
  return db
    .selectFrom('api_token')
    .where('api_token.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('api_token.expires_at', 'is', null), eb('api_token.expires_at', '>', new Date(now))]));
}

/** The actor of the valid token with this digest; expired and revoked tokens are nobody's. */
export async function findTokenActor(db: Kysely<Database>, hash: Buffer, now: Instant): Promise<Actor | null> {
  const query = validTokens(db, now)
    .innerJoin('actor', 'actor.id', 'api_token.actor')
    .select(['actor.id', 'actor.name', 'api_token.role', 'api_token.branches'])
    .select(['api_token.id as token', 'api_token.expires_at as expiresAt'])
    .where('api_token.token_hash', '=', hash);
  const [row] = (await db.executeQuery(keepPrepared(query.compile()))).rows;
  if (!row) return null;
  const { id, name, role, branches, token, expiresAt } = row;
  return {
    id,
    name,
    role,
    branches,
    credential: { kind: 'token', id: token, expiresAt: expiresAt?.getTime() ?? null },
  };
}

/** Every valid token with the name of its actor, the newest first. */
export async function readTokens(db: Kysely<Database>, now: Instant) {
  return validTokens(db, now)
    .innerJoin('actor', 'actor.id', 'api_token.actor')
    .select(['api_token.id', 'actor.name', 'api_token.role', 'api_token.branches'])
    .select(['api_token.created_at as createdAt', 'api_token.expires_at as expiresAt'])
    .orderBy('api_token.created_at', 'desc')
    .orderBy('api_token.id')
    .execute();
}

/** Ends a valid token; gives its actor, null when there is none. */
export async function endToken(trx: Transaction<Database>, id: string, now: Instant): Promise<string | null> {
  const row = await trx
    .updateTable('api_token')
    .set({ revoked_at: new Date(now) })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', new Date(now))]))
    .returning('actor')
    .executeTakeFirst();
  return row?.actor ?? null;
}

/** Whether the actor has a valid token of just its rights. */
export async function hasValidToken(
  db: Kysely<Database>,
  { id, role, branches }: Actor,
  now: Instant,
): Promise<boolean> {
  if (role !== 'lead' && role !== 'operations') return false;
  const row = await validTokens(db, now)
    .select('api_token.id')
    .where('api_token.actor', '=', id)
    .where('api_token.role', '=', role)
    .where('api_token.branches', '=', (eb) => eb.val([...branches]))
    .executeTakeFirst();
  return row !== undefined;
}

/** Slugs of `branches` that no branch of the practice has. */
export async function findUnknownBranches(db: Kysely<Database>, branches: readonly string[]): Promise<string[]> {
  const known = await findKnownBranches(db, branches);
  return branches.filter((branch) => !known.has(branch));
}

/** Stores an actor and its token. */
export async function insertToken(
  trx: Transaction<Database>,
  name: string,
  token: Omit<Insertable<TokenTable>, 'revoked_at'>,
): Promise<void> {
  await trx.insertInto('actor').values({ id: token.actor, kind: 'token', name }).execute();
  await trx
    .insertInto('api_token')
    .values({ ...token, revoked_at: null })
    .execute();
}
