import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import { SIGN_IN_WORDS } from '../../shared/words/sign-in.ts';
import { hashToken } from '../access/token-secret.ts';
import { noteAccess } from '../audit/note-access.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { openSession, type SignedIn, type Visit } from '../sign-in/open-session.ts';
import { deleteSessionsOf, deleteWaysOf, hasAdmin, insertPerson } from './people.queries.ts';
import { deleteFirstSetUps, findSetUp, type SetUpRow, takeSetUp } from './set-up.queries.ts';

/** Whom a link is for. Throws `not-found` when it was used, replaced or is too old. */
export async function requireSetUp(db: Db, token: string, now: Instant): Promise<SetUpRow> {
  const setUp = await findSetUp(db, hashToken(token), now);
  if (!setUp) throw linkGone();
  return setUp;
}

export interface SetUpKeeping {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly visit: Visit;
  readonly now: Instant;
  /** Stores what they sign in by from then on, and says what it is. */
  readonly keepWay: (trx: Transaction<Database>) => Promise<'password' | 'passkey'>;
}

/**
 * Uses a link up. Whatever its owner signed in by before ends, and so do their sessions: a link is asked for when a phone
 * was lost, and whoever found that must be out.
 */
export async function keepSetUp(
  trx: Transaction<Database>,
  setUp: SetUpRow,
  { id, name, email, visit, now, keepWay }: SetUpKeeping,
): Promise<SignedIn> {
  if (!(await takeSetUp(trx, setUp.id))) throw linkGone();
  if (setUp.person) {
    await deleteSessionsOf(trx, id);
    await deleteWaysOf(trx, id);
  } else {
    // Printed at a start, and somebody else came first by another way.
    if (await hasAdmin(trx, now)) throw linkGone();
    await insertPerson(trx, { id, name, email, role: 'admin', branches: [] }, now);
  }
  const way = await keepWay(trx);
  if (setUp.role === 'admin') await deleteFirstSetUps(trx);
  const detail = { role: setUp.role, branches: setUp.branches, way };
  await noteAccess(trx, { event: 'set-up', outcome: 'set-up', actor: id, ...visit, detail }, now);
  return openSession(trx, { id, role: setUp.role, leaving: setUp.person?.leaving ?? null }, 'set-up', visit, now);
}

function linkGone(): AppError {
  return new AppError('not-found', { detail: SIGN_IN_WORDS.linkGone });
}
