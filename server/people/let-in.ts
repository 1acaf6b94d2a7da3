import { isEmail } from '../../shared/people/account.ts';
import type { StaffRole } from '../../shared/people/roles.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { ON_THE_MACHINE } from '../access/doer.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { toAccountEmail } from '../sign-in/account-email.ts';
import { changePerson, type Invited, inviteAgain, invitePerson } from './change-people.ts';
import { findPersonByEmail } from './people.queries.ts';

export interface StaffRequest {
  readonly email: string;
  readonly role: StaffRole;
  readonly branches: readonly string[];
  readonly name: string;
}

/** Gives whoever has this address the role and a link, and adds them when nobody has it. Throws `bad-request`. */
export async function letIn(db: Db, request: StaffRequest, now: Instant): Promise<Invited> {
  const { role, name } = request;
  const email = toAccountEmail(request.email);
  if (!isEmail(email)) {
    throw new AppError('bad-request', { faults: [{ path: '/email', message: 'must be an email address.' }] });
  }
  const branches = [...request.branches];
  const known = await findPersonByEmail(db, email);
  if (!known) return invitePerson(db, ON_THE_MACHINE, { name, email, role, branches }, now);
  await changePerson(db, ON_THE_MACHINE, known.id, { role, branches, leaving: null }, now);
  return inviteAgain(db, ON_THE_MACHINE, known.id, now);
}
