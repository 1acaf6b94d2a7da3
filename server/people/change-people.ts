import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { isOfOperations, type StaffRole } from '../../shared/people/roles.ts';
import { toMobileNumber } from '../../shared/people/phone-number.ts';
import { fromIso, type Instant, toIso } from '../../shared/practice/instant.ts';
import type { Fault } from '../../shared/wire/problem.ts';
import type { NewPersonBody, Person, PersonBody } from '../../shared/wire/people.ts';
import { SIGN_IN_WORDS } from '../../shared/words/sign-in.ts';
import type { Doer } from '../access/doer.ts';
import { faultsOfRights } from '../access/faults-of-rights.ts';
import { requireRight } from '../access/require-right.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { isUniqueViolation } from '../platform/database-errors.ts';
import { AppError } from '../platform/errors.ts';
import { noteChange } from '../audit/note-access.ts';
import type { MailQueue } from '../mail/queue-mail.ts';
import { toAccountEmail } from '../sign-in/account-email.ts';
import {
  deletePerson,
  deleteSessionsOf,
  insertPerson,
  lockAdmins,
  type PersonRow,
  readPeople,
  readPerson,
  updatePerson,
} from './people.queries.ts';
import { type HandedOver, handOver, type HandOver } from './hand-over.ts';

export interface Invited {
  readonly person: Person;
  readonly setUp: HandedOver;
}

const BY_LINK: HandOver = { by: 'link' };

export async function listPeople(db: Db, now: Instant): Promise<Person[]> {
  return (await readPeople(db)).map((row) => toPerson(row, now));
}

/** Adds a person, who can sign in once they have used the link. Throws `bad-request`. */
export async function invitePerson(
  db: Db,
  by: Doer,
  body: Omit<NewPersonBody, 'by'>,
  now: Instant,
  how: HandOver = BY_LINK,
): Promise<Invited> {
  await requireSound(db, body);
  const person = {
    id: randomUUID(),
    name: body.name.trim(),
    email: toAccountEmail(body.email),
    role: body.role,
    branches: [...new Set(body.branches)],
    phone: toPhone(body) ?? null,
  };
  try {
    return await db.transaction().execute(async (trx) => {
      await requireMayLetIn(trx, by, [body.role], now);
      await insertPerson(trx, person, now);
      await noteChange(
        trx,
        by,
        { event: 'person', outcome: 'invited', subject: person.id, detail: { now: rightsOf(person), by: how.by } },
        now,
      );
      const setUp = await handOver(trx, person, how, now);
      return { person: await requirePerson(trx, person.id, now), setUp };
    });
  } catch (error) {
    throw toTaken(error);
  }
}

/** Another link for somebody who lost theirs, or what they sign in by. That works until the link is used, and then ends. */
export async function inviteAgain(
  db: Db,
  by: Doer,
  id: string,
  now: Instant,
  how: HandOver = BY_LINK,
): Promise<Invited> {
  return db.transaction().execute(async (trx) => {
    const person = await requirePerson(trx, id, now);
    await requireMayLetIn(trx, by, [person.role], now);
    await noteChange(trx, by, { event: 'person', outcome: 'invited-again', subject: id, detail: { by: how.by } }, now);
    return { person, setUp: await handOver(trx, person, how, now) };
  });
}

/**
 * Replaces a person's rights and day of leaving; sessions that were opened with other rights end. Whoever has an account is
 * told by mail, where it goes out.
 */
export async function changePerson(
  db: Db,
  by: Doer,
  id: string,
  body: PersonBody,
  now: Instant,
  { mail = null }: { readonly mail?: MailQueue | null } = {},
): Promise<Person> {
  await requireSound(db, body);
  const rights = { role: body.role, branches: [...new Set(body.branches)] };
  const leaving = body.leaving === null ? null : fromIso(body.leaving);
  const phone = toPhone(body);
  const changing = db.transaction().execute(async (trx) => {
    const admins = await lockAdmins(trx);
    const before = await requirePerson(trx, id, now);
    await requireMayLetIn(trx, by, [before.role, rights.role], now);
    if (rights.role !== 'admin' || leaving !== null) requireOthers(admins, id);
    const change = { ...rights, leaving: leaving === null ? null : new Date(leaving) };
    await updatePerson(trx, id, { ...change, ...(phone !== undefined && { phone }) }, now);
    const same = before.role === rights.role && before.branches.join() === rights.branches.join();
    if (!same) await deleteSessionsOf(trx, id);
    if (!same && mail && before.state === 'active') {
      await mail.queue(trx, { to: before.email, mail: { kind: 'changed', what: 'role' } }, now);
    }
    const after = await requirePerson(trx, id, now);
    await noteChange(
      trx,
      by,
      { event: 'person', outcome: 'changed', subject: id, detail: { before: rightsOf(before), now: rightsOf(after) } },
      now,
    );
    return after;
  });
  return changing.catch((error: unknown) => {
    throw toTaken(error);
  });
}

/** Ends a person: nothing of theirs is left but their name on what they said. */
export async function removePerson(db: Db, by: Doer, id: string, now: Instant): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const admins = await lockAdmins(trx);
    const before = await requirePerson(trx, id, now);
    await requireMayLetIn(trx, by, [before.role], now);
    requireOthers(admins, id);
    await deletePerson(trx, id);
    await noteChange(
      trx,
      by,
      { event: 'person', outcome: 'removed', subject: id, detail: { before: rightsOf(before) } },
      now,
    );
  });
}

/** Operations lets in who reports and who reads; who may do all that operations does, only an admin lets in. */
async function requireMayLetIn(
  trx: Transaction<Database>,
  by: Doer,
  roles: readonly StaffRole[],
  now: Instant,
): Promise<void> {
  await requireRight(trx, by.id, roles.some(isOfOperations) ? 'admin' : 'operations', now);
}

type Rights = Pick<Person, 'role' | 'branches'> & { readonly leaving?: string | null };

/** The name stands with the actor, who stays; so an address of e-mail need not be kept for that. */
function rightsOf({ role, branches, leaving = null }: Rights): Rights {
  return { role, branches, leaving };
}

/** Undefined: nothing is said of it. */
function toPhone({ phone }: Pick<PersonBody, 'phone'>): string | null | undefined {
  return phone === undefined || phone === null ? phone : toMobileNumber(phone);
}

async function requireSound(db: Db, body: Pick<PersonBody, 'role' | 'branches' | 'phone'>): Promise<void> {
  const faults: Fault[] = await faultsOfRights(db, body);
  if (typeof body.phone === 'string' && toPhone(body) === null) {
    faults.push({ path: '/phone', message: SIGN_IN_WORDS.phoneWrong });
  }
  if (faults.length > 0) throw new AppError('bad-request', { faults });
}

/** Two people cannot share what tells them apart. */
function toTaken(error: unknown): unknown {
  const taken = (path: string, message: string) => new AppError('bad-request', { faults: [{ path, message }] });
  if (isUniqueViolation(error, 'person_email_key')) return taken('/email', SIGN_IN_WORDS.emailTaken);
  return isUniqueViolation(error, 'person_phone_key') ? taken('/phone', SIGN_IN_WORDS.phoneTaken) : error;
}

async function requirePerson(db: Db | Transaction<Database>, id: string, now: Instant): Promise<Person> {
  const row = await readPerson(db, id);
  if (!row) throw new AppError('not-found', { detail: SIGN_IN_WORDS.noPerson });
  return toPerson(row, now);
}

/** Somebody must be left who can let others in. */
function requireOthers(admins: readonly string[], id: string): void {
  const isLast = admins.length === 1 && admins[0] === id;
  if (isLast) throw new AppError('not-allowed', { detail: SIGN_IN_WORDS.lastAdmin });
}

function toPerson(row: PersonRow, now: Instant): Person {
  const { id, name, email, role, branches, leaving, phone, createdAt, lastSeenAt, canSignIn } = row;
  const hasLeft = leaving !== null && leaving.getTime() <= now;
  return {
    id,
    name,
    email,
    role,
    branches: [...branches],
    state: hasLeft ? 'left' : canSignIn ? 'active' : 'invited',
    leaving: leaving && toIso(leaving.getTime()),
    phone,
    lastSeenAt: lastSeenAt && toIso(lastSeenAt.getTime()),
    createdAt: toIso(createdAt.getTime()),
  };
}
