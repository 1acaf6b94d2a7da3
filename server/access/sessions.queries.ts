import type { Kysely } from 'kysely';
import { type Instant, MINUTE } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import { keepPrepared } from '../platform/prepared.ts';
import type { Actor } from './access.ts';
import { OPERATIONS_IDLE } from './session-idle.ts';

/** How exactly it is kept when somebody was last seen: a page asks more often than that is worth a write. */
const SEEN_EVERY = MINUTE;

/** People who have not left. */
function currentPeople(db: Kysely<Database>, now: Instant) {
  return db
    .selectFrom('person')
    .where((eb) => eb.or([eb('person.leaving', 'is', null), eb('person.leaving', '>', new Date(now))]));
}

function validSessions(db: Kysely<Database>, now: Instant) {
  return currentPeople(db, now)
    .innerJoin('session', 'session.person', 'person.id')
    .where('session.expires_at', '>', new Date(now))
    .where((eb) =>
      eb.or([
        eb('person.role', 'not in', ['operations', 'admin']),
        eb('session.seen_at', '>', new Date(now - OPERATIONS_IDLE)),
      ]),
    );
}

/** The actor of the valid session whose token has this digest, and notes that it was seen. */
export async function findSessionActor(db: Kysely<Database>, hash: Buffer, now: Instant): Promise<Actor | null> {
  const query = validSessions(db, now)
    .select(['person.id', 'person.name', 'person.role', 'person.branches'])
    .select(['session.id as session', 'session.expires_at as expiresAt', 'session.seen_at as seenAt'])
    .select(['session.way', 'session.proved_at as provedAt'])
    .where('session.token_hash', '=', hash.toString('hex'));
  const [row] = (await db.executeQuery(keepPrepared(query.compile()))).rows;
  if (!row) return null;
  if (row.seenAt.getTime() <= now - SEEN_EVERY) {
    await db
      .updateTable('session')
      .set({ seen_at: new Date(now) })
      .where('id', '=', row.session)
      .execute();
  }
  const { id, name, role, branches } = row;
  const session = { needsSecondFactor: row.way === 'password', provedAt: row.provedAt.getTime() };
  const credential = { kind: 'session', id: row.session, expiresAt: +row.expiresAt, session } as const;
  return { id, name, role, branches, credential };
}

/** Whether the session that the actor came in with is valid and gives just its rights. */
export async function hasValidSession(
  db: Kysely<Database>,
  { id, role, branches, credential }: Actor,
  now: Instant,
): Promise<boolean> {
  if (role === 'display' || role === 'waiting-room' || role === 'sender' || role === 'notify') return false;
  const row = await validSessions(db, now)
    .select('session.id')
    .where('session.id', '=', credential.id)
    .where('person.id', '=', id)
    .where('person.role', '=', role)
    .where('person.branches', '=', (eb) => eb.val([...branches]))
    .executeTakeFirst();
  return row !== undefined;
}

export async function deleteSession(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('session').where('id', '=', id).execute();
}
