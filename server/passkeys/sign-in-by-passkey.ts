import { MINUTE } from '../../shared/practice/instant.ts';
import type { SignedAnswer, SignQuestion } from '../../shared/wire/passkeys.ts';
import { PASSKEY_WORDS } from '../../shared/words/passkeys.ts';
import { noteAccess, noteRefusal } from '../audit/note-access.ts';
import { AppError } from '../platform/errors.ts';
import { openSession, type SignedIn, type Visit } from '../sign-in/open-session.ts';
import { beginStep, takeStep } from '../sign-in/steps.ts';
import { checkAnswer, type PasskeyRefusal } from './check-answer.ts';
import type { PasskeyDeps } from './passkey-deps.ts';
import { toRelyingParty } from './relying-party.ts';
import { createChallenge, toSignOptions } from './webauthn.ts';

const SIGN_IN = 'passkey-sign-in';
/** A page asks when it opens, so that the browser can offer a passkey in the field, and asks anew before this is over. */
const STEP_LASTS = 15 * MINUTE;

/** Asks any passkey of ours to sign. Nobody says who they are, so the answer tells nothing of anybody. */
export async function askToSignIn({ db, clock, origins }: PasskeyDeps): Promise<SignQuestion> {
  const challenge = createChallenge();
  const step = await beginStep(
    db,
    { kind: SIGN_IN, person: null, detail: { challenge }, lasts: STEP_LASTS },
    clock.now(),
  );
  return { step, options: toSignOptions(toRelyingParty(origins), challenge) };
}

/** Signs in whoever's passkey answered. Throws `not-signed-in`, in the same words whatever was wrong. */
export async function signInByPasskey(
  { db, clock, log, origins }: PasskeyDeps,
  { step, answer }: SignedAnswer,
  visit: Visit,
): Promise<SignedIn> {
  const { address, device } = visit;
  const now = clock.now();
  const refused = { why: 'question-gone' as PasskeyRefusal, person: null as string | null };
  const signedIn = await takeStep(db, { secret: step, kind: SIGN_IN, now }, async ({ detail }, trx) => {
    const { challenge } = detail as { readonly challenge: string };
    const checked = await checkAnswer(trx, origins, challenge, answer, now);
    if (checked.kind === 'wrong') {
      Object.assign(refused, checked);
      return null;
    }
    const { passkey, person, role, leaving } = checked.holder;
    const note = { event: 'sign-in', outcome: 'signed-in', actor: person, address, device } as const;
    await noteAccess(trx, { ...note, detail: { way: 'passkey', passkey } }, now);
    return openSession(trx, { id: person, role, leaving }, 'passkey', visit, now);
  });
  if (signedIn) {
    log.info({ event: 'sign-in', actor: signedIn.actor.id, address, outcome: 'signed-in' }, 'signed in by passkey');
    return signedIn;
  }
  const note = { event: 'sign-in', outcome: 'not-signed-in', actor: refused.person, address, device } as const;
  await noteRefusal(db, { ...note, detail: { way: 'passkey', why: refused.why } }, now);
  log.warn({ ...note, why: refused.why }, 'sign-in refused');
  throw new AppError('not-signed-in', { detail: PASSKEY_WORDS.refused, isNoted: true });
}
