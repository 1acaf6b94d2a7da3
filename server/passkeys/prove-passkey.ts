import { MINUTE } from '../../shared/practice/instant.ts';
import type { SignedAnswer, SignQuestion } from '../../shared/wire/passkeys.ts';
import { PASSKEY_WORDS } from '../../shared/words/passkeys.ts';
import { noteAccess, noteRefusal } from '../audit/note-access.ts';
import { AppError } from '../platform/errors.ts';
import type { Owner } from '../sign-in/own-account.ts';
import { renewProof } from '../sign-in/renew-proof.ts';
import { beginStep, takeStep } from '../sign-in/steps.ts';
import { checkAnswer, type PasskeyRefusal } from './check-answer.ts';
import type { PasskeyDeps } from './passkey-deps.ts';
import { readPasskeys } from './passkeys.queries.ts';
import { toRelyingParty } from './relying-party.ts';
import { createChallenge, toSignOptions } from './webauthn.ts';

const PROOF = 'passkey-proof';
const STEP_LASTS = 6 * MINUTE;

/** Asks one of a person's own passkeys to sign. Throws `not-found` when they have none. */
export async function askToProve({ db, clock, origins }: PasskeyDeps, person: string): Promise<SignQuestion> {
  const known = await readPasskeys(db, person);
  if (known.length === 0) throw new AppError('not-found', { detail: PASSKEY_WORDS.noneYet });
  const challenge = createChallenge();
  const step = await beginStep(db, { kind: PROOF, person, detail: { challenge }, lasts: STEP_LASTS }, clock.now());
  return { step, options: toSignOptions(toRelyingParty(origins), challenge, known) };
}

/** Keeps that whoever asks has just proved who they are. Throws `not-allowed`, and notes why. */
export async function provePasskey(
  { db, clock, origins }: Pick<PasskeyDeps, 'db' | 'clock' | 'origins'>,
  { id: person, address, device, session }: Owner,
  { step, answer }: SignedAnswer,
): Promise<void> {
  const now = clock.now();
  const note = { event: 'proof', actor: person, address, device } as const;
  let why: PasskeyRefusal = 'question-gone';
  const proved = await takeStep(db, { secret: step, kind: PROOF, now }, async (row, trx) => {
    if (row.person !== person) return null;
    const { challenge } = row.detail as { readonly challenge: string };
    const checked = await checkAnswer(trx, origins, challenge, answer, now);
    const isTheirs = checked.kind === 'right' && checked.holder.person === person;
    if (!isTheirs) {
      why = checked.kind === 'wrong' ? checked.why : 'of-somebody-else';
      return null;
    }
    await renewProof(trx, session, now);
    await noteAccess(trx, { ...note, outcome: 'proved', detail: { way: 'passkey' } }, now);
    return true;
  });
  if (proved) return;
  await noteRefusal(db, { ...note, outcome: 'not-proved', detail: { way: 'passkey', why } }, now);
  const isGone = (why as PasskeyRefusal) === 'question-gone';
  throw new AppError('not-allowed', {
    detail: isGone ? PASSKEY_WORDS.proofGone : PASSKEY_WORDS.notProved,
    isNoted: true,
  });
}
