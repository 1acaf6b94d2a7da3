import { randomUUID } from 'node:crypto';
import { noteAccess } from '../audit/note-access.ts';
import type { MailQueue } from '../mail/queue-mail.ts';
import { faultsOfPassword, type KnownWords } from '../people/check-password.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { deleteOtherSessions, readAccountPerson, writePassword } from './account.queries.ts';
import type { Owner } from './own-account.ts';
import type { Passwords } from './passwords.ts';

export interface PasswordDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly passwords: Passwords;
  readonly knownWords: () => KnownWords;
  readonly mail: MailQueue;
}

/** Gives somebody a new password, and signs them out everywhere else: whoever knew the old one may be there. */
export async function changePassword(deps: PasswordDeps, owner: Owner, typed: string): Promise<void> {
  const { db, clock, passwords, knownWords, mail } = deps;
  const { id: actor, address, device, session } = owner;
  const person = await readAccountPerson(db, actor);
  if (!person) throw new AppError('not-signed-in');
  const faults = faultsOfPassword(typed, [...knownWords(), person.name, person.email]);
  if (faults.length > 0) throw new AppError('bad-request', { faults });
  const password = await passwords.hash(typed);
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    await writePassword(trx, { id: randomUUID(), person: actor, password }, now);
    const ended = await deleteOtherSessions(trx, actor, session);
    await noteAccess(trx, { event: 'way', outcome: 'password', actor, address, device, detail: { ended } }, now);
    await mail.queue(trx, { to: person.email, mail: { kind: 'changed', what: 'password' } }, now);
  });
}
