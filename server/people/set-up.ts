import { randomUUID } from 'node:crypto';
import type { SetUpBody, SetUpOffer } from '../../shared/wire/session.ts';
import { isUniqueViolation } from '../platform/database-errors.ts';
import { AppError } from '../platform/errors.ts';
import type { SignedIn, Visit } from '../sign-in/open-session.ts';
import { keepSetUp, requireSetUp } from './keep-set-up.ts';
import { insertPassword } from './people.queries.ts';
import type { SetUpDeps } from './set-up-deps.ts';
import { setUpByPasskey } from './set-up-passkey.ts';
import type { SetUpRow } from './set-up.queries.ts';
import { emailTaken, faultsOfPerson, faultsOfWay, toWanted, type Wanted } from './set-up-request.ts';

/** Whom a link is for; it stays good. Throws `not-found` when it was used, replaced or is too old. */
export async function readSetUp({ db, clock, branchName }: SetUpDeps, token: string): Promise<SetUpOffer> {
  const { person, role, branches, replaces } = await requireSetUp(db, token, clock.now());
  const branchNames = branches.map(branchName);
  const { name = null, email = null } = person ?? {};
  return { role, branches: [...branches], branchNames, name, email, replaces };
}

/**
 * Uses a link up: the person signs in by this password or passkey from then on, and is signed in. Throws `not-found` or
 * `bad-request`.
 */
export async function completeSetUp(deps: SetUpDeps, body: SetUpBody, visit: Visit): Promise<SignedIn> {
  const setUp = await requireSetUp(deps.db, body.token, deps.clock.now());
  const wanted = toWanted(body, setUp);
  const faults = [...faultsOfPerson(wanted, setUp), ...faultsOfWay(body, wanted, deps.knownWords())];
  if (faults.length > 0) throw new AppError('bad-request', { faults });
  const settingUp = body.passkey
    ? setUpByPasskey(deps, setUp, wanted, body.passkey, visit)
    : setUpByPassword(deps, setUp, wanted, body.password ?? '', visit);
  const signedIn = await settingUp.catch((error: unknown) => {
    throw isUniqueViolation(error, 'person_email_key') ? emailTaken() : error;
  });
  const line = { event: 'set-up', actor: signedIn.actor.id, address: visit.address, outcome: 'set-up' } as const;
  deps.log.info(line, 'a person was set up');
  return signedIn;
}

async function setUpByPassword(
  { db, clock, passwords }: SetUpDeps,
  setUp: SetUpRow,
  wanted: Wanted,
  typed: string,
  visit: Visit,
): Promise<SignedIn> {
  const now = clock.now();
  const password = await passwords.hash(typed);
  const id = setUp.person?.id ?? randomUUID();
  return db.transaction().execute((trx) =>
    keepSetUp(trx, setUp, {
      ...wanted,
      id,
      visit,
      now,
      async keepWay() {
        await insertPassword(trx, { id: randomUUID(), person: id, password }, now);
        return 'password';
      },
    }),
  );
}
