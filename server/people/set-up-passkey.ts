import { randomUUID } from 'node:crypto';
import type { CreatedAnswer, CreateQuestion } from '../../shared/wire/passkeys.ts';
import type { SetUpPasskeyBody } from '../../shared/wire/session.ts';
import { PASSKEY_WORDS } from '../../shared/words/passkeys.ts';
import { AppError } from '../platform/errors.ts';
import { askForPasskey, keepPasskey } from '../passkeys/make-passkey.ts';
import type { SignedIn, Visit } from '../sign-in/open-session.ts';
import { takeStep } from '../sign-in/steps.ts';
import { keepSetUp, requireSetUp } from './keep-set-up.ts';
import { findPersonByEmail } from './people.queries.ts';
import type { SetUpDeps } from './set-up-deps.ts';
import type { SetUpRow } from './set-up.queries.ts';
import { emailTaken, faultsOfPerson, toWanted, type Wanted } from './set-up-request.ts';

const SET_UP = 'passkey-set-up';

/** What is kept until the passkey comes: for this link, under this address, it was asked. */
interface Asked {
  readonly challenge: string;
  readonly setUp: string;
  /** Of a person, also of the first, who is there only when they have their passkey. */
  readonly id: string;
  readonly email: string;
}

/** Asks the browser of whoever has the link for a passkey; the link stays good. Throws `not-found` or `bad-request`. */
export async function askForSetUpPasskey(deps: SetUpDeps, body: SetUpPasskeyBody): Promise<CreateQuestion> {
  const { db, clock } = deps;
  const setUp = await requireSetUp(db, body.token, clock.now());
  const wanted = toWanted(body, setUp);
  const faults = faultsOfPerson(wanted, setUp);
  if (faults.length > 0) throw new AppError('bad-request', { faults });
  // A passkey that opens nothing would stay on the device, and be offered there.
  if (setUp.person === null && (await findPersonByEmail(db, wanted.email))) throw emailTaken();
  const person = setUp.person?.id ?? null;
  const owner = { ...wanted, id: person ?? randomUUID() };
  const detail = { setUp: setUp.id, id: owner.id, email: wanted.email };
  // What they had ends, so a device that has one of theirs may make another.
  return askForPasskey(deps, { kind: SET_UP, person, owner, detail, known: [] });
}

/** Uses a link up by a passkey that was asked for. Throws `bad-request`, and then the link stays good. */
export async function setUpByPasskey(
  { db, clock, origins }: SetUpDeps,
  setUp: SetUpRow,
  wanted: Wanted,
  { step, answer }: CreatedAnswer,
  visit: Visit,
): Promise<SignedIn> {
  const now = clock.now();
  const signedIn = await takeStep(db, { secret: step, kind: SET_UP, now }, async ({ detail }, trx) => {
    const { id, challenge, ...asked } = detail as Asked;
    if (asked.setUp !== setUp.id || asked.email !== wanted.email) return null;
    return keepSetUp(trx, setUp, {
      ...wanted,
      id,
      visit,
      now,
      async keepWay() {
        const request = { person: id, challenge, answer, device: visit.device };
        if (!(await keepPasskey(trx, origins, request, now))) throw notKept();
        return 'passkey';
      },
    });
  });
  if (!signedIn) throw notKept();
  return signedIn;
}

function notKept(): AppError {
  return new AppError('bad-request', { faults: [{ path: '/passkey', message: PASSKEY_WORDS.notKept }] });
}
