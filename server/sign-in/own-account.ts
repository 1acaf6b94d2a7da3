import { type Instant, toIso } from '../../shared/practice/instant.ts';
import type { Account, OwnSession } from '../../shared/wire/account.ts';
import { ACCOUNT_WORDS } from '../../shared/words/account.ts';
import type { Actor } from '../access/access.ts';
import type { Doer } from '../access/doer.ts';
import { idleSince } from '../access/session-idle.ts';
import { noteAccess } from '../audit/note-access.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import {
  deleteOtherSessions,
  deleteSessionOf,
  type OwnSessionRow,
  readAccountPerson,
  readSessionsOf,
} from './account.queries.ts';

/** Somebody who is signed in, with the session that asks. */
export interface Owner extends Doer {
  readonly session: string;
}

/** An account is its person's alone. Throws `not-allowed` for a token or a wallboard, which have none. */
export function requireOwner(actor: Actor, address: string): Owner {
  if (actor.credential.kind !== 'session') throw new AppError('not-allowed', { detail: ACCOUNT_WORDS.noAccount });
  return { id: actor.id, address, device: actor.visit?.device ?? null, session: actor.credential.id };
}

/** What an account says of the practice. */
export interface PracticeNames {
  readonly branchName: (slug: string) => string;
  readonly timeZone: () => string;
}

/** What somebody may know of their own account. */
export async function readOwnAccount(
  db: Db,
  { id, session }: Owner,
  { branchName, timeZone }: PracticeNames,
  now: Instant,
): Promise<Account> {
  const person = await readAccountPerson(db, id);
  if (!person) throw new AppError('not-signed-in');
  const { name, email, role, branches, ways } = person;
  const rows = await readSessionsOf(db, id, { now, seenAfter: idleSince(role, now) });
  const sessions = rows.map((row) => toOwnSession(row, session));
  return {
    name,
    email,
    role,
    branchNames: branches.map(branchName),
    ways,
    sessions: [...sessions.filter(({ current }) => current), ...sessions.filter(({ current }) => !current)],
    now: toIso(now),
    timeZone: timeZone(),
  };
}

/** Signs them out in one place. Its sockets end within seconds. Throws `not-found` when it is no session of theirs. */
export async function endOwnSession(db: Db, owner: Owner, id: string, now: Instant): Promise<void> {
  const { id: actor, address, device } = owner;
  await db.transaction().execute(async (trx) => {
    if (!(await deleteSessionOf(trx, actor, id))) {
      throw new AppError('not-found', { detail: ACCOUNT_WORDS.noSession });
    }
    await noteAccess(trx, { event: 'session', outcome: 'ended', actor, address, device }, now);
  });
}

/** Signs them out everywhere but here, and tells in how many places. */
export async function endOtherSessions(db: Db, owner: Owner, now: Instant): Promise<number> {
  const { id: actor, address, device, session } = owner;
  return db.transaction().execute(async (trx) => {
    const ended = await deleteOtherSessions(trx, actor, session);
    await noteAccess(
      trx,
      { event: 'session', outcome: 'others-ended', actor, address, device, detail: { ended } },
      now,
    );
    return ended;
  });
}

function toOwnSession(row: OwnSessionRow, session: string): OwnSession {
  const { id, way, device, address, createdAt, seenAt, expiresAt } = row;
  return {
    id,
    current: id === session,
    way,
    device,
    address,
    createdAt: toIso(createdAt.getTime()),
    seenAt: toIso(seenAt.getTime()),
    expiresAt: toIso(expiresAt.getTime()),
  };
}
