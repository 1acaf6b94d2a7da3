import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { type Instant, MINUTE } from '../../shared/practice/instant.ts';
import type { Created, CreateQuestion } from '../../shared/wire/passkeys.ts';
import { passkeyName } from '../../shared/words/passkeys.ts';
import type { Database } from '../platform/database.types.ts';
import { beginStep } from '../sign-in/steps.ts';
import type { PasskeyDeps } from './passkey-deps.ts';
import { insertPasskey, type PasskeyRow, readPasskeys } from './passkeys.queries.ts';
import { toRelyingParty } from './relying-party.ts';
import { checkCreated, createChallenge, type KnownCredential, type PasskeyOwner, toCreateOptions } from './webauthn.ts';

/** The person has five minutes at their device, and the way there and back. */
const STEP_LASTS = 6 * MINUTE;

export interface MakeRequest {
  /** What the step is kept as. */
  readonly kind: string;
  /** null: they are made with their passkey. */
  readonly person: string | null;
  readonly owner: PasskeyOwner;
  /** Kept with the challenge, for whoever takes the answer. */
  readonly detail?: object;
  /** Devices that have one of these make no other. */
  readonly known: readonly KnownCredential[];
}

/** Asks a person's browser for a passkey. */
export async function askForPasskey(
  { db, clock, origins, practiceName }: PasskeyDeps,
  { kind, person, owner, detail, known }: MakeRequest,
): Promise<CreateQuestion> {
  const challenge = createChallenge();
  const step = { kind, person, detail: { ...detail, challenge }, lasts: STEP_LASTS };
  const secret = await beginStep(db, step, clock.now());
  const party = { id: toRelyingParty(origins).id, name: practiceName() };
  return { step: secret, options: toCreateOptions(party, challenge, owner, known) };
}

export interface KeepRequest {
  readonly person: string;
  /** Of the step. */
  readonly challenge: string;
  readonly answer: Created;
  /** "Chrome on Android", for its name. */
  readonly device: string | null;
}

/** Keeps a passkey that was asked for; null: it was not made for us, by this question, or is somebody's. */
export async function keepPasskey(
  trx: Transaction<Database>,
  origins: readonly string[],
  { person, challenge, answer, device }: KeepRequest,
  now: Instant,
): Promise<PasskeyRow | null> {
  const made = await checkCreated(toRelyingParty(origins), challenge, answer);
  if (!made) return null;
  const transports = answer.response.transports ?? [];
  const traits = { device, attachment: answer.authenticatorAttachment ?? null, transports };
  const taken = (await readPasskeys(trx, person)).map(({ name }) => name);
  return insertPasskey(trx, {
    id: randomUUID(),
    person,
    credential_id: made.id,
    public_key: made.publicKey,
    counter: made.counter,
    transports,
    is_synced: made.isSynced,
    name: passkeyName(traits, taken),
    created_at: new Date(now),
    used_at: null,
  });
}
