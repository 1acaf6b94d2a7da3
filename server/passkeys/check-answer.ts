import type { Transaction } from 'kysely';
import type { StaffRole } from '../../shared/people/roles.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Signed } from '../../shared/wire/passkeys.ts';
import type { Database } from '../platform/database.types.ts';
import { lockPasskey, updateUse } from './passkeys.queries.ts';
import { toRelyingParty } from './relying-party.ts';
import { checkSigned, toUserHandle } from './webauthn.ts';

/** Why a passkey did not open what it was tried on; for the access log, and told to nobody who tries. */
export type PasskeyRefusal =
  | 'question-gone'
  | 'unknown-passkey'
  | 'of-somebody-else'
  | 'wrong-answer'
  | 'counter-went-back'
  | 'has-left';

/** Whose passkey answered. */
export interface PasskeyHolder {
  readonly passkey: string;
  readonly person: string;
  readonly role: StaffRole;
  readonly leaving: Date | null;
}

export type CheckedAnswer =
  | { readonly kind: 'right'; readonly holder: PasskeyHolder }
  | { readonly kind: 'wrong'; readonly why: PasskeyRefusal; readonly person: string | null };

/** Compares what a passkey signed with what was asked, and keeps that it was used. */
export async function checkAnswer(
  trx: Transaction<Database>,
  origins: readonly string[],
  challenge: string,
  answer: Signed,
  now: Instant,
): Promise<CheckedAnswer> {
  const passkey = await lockPasskey(trx, answer.id);
  if (!passkey) return { kind: 'wrong', why: 'unknown-passkey', person: null };
  const { id, person, role, leaving } = passkey;
  const wrong = (why: PasskeyRefusal): CheckedAnswer => ({ kind: 'wrong', why, person });
  const handle = answer.response.userHandle;
  if (handle !== undefined && handle !== toUserHandle(person)) return wrong('of-somebody-else');
  const signed = await checkSigned(toRelyingParty(origins), challenge, answer, passkey.public_key);
  if (!signed) return wrong('wrong-answer');
  if (hasGoneBack(passkey.counter, signed.counter)) return wrong('counter-went-back');
  if (leaving !== null && leaving.getTime() <= now) return wrong('has-left');
  await updateUse(trx, id, signed, now);
  return { kind: 'right', holder: { passkey: id, person, role, leaving } };
}

/** Devices that count their signatures count up; where two hold one key, one of them falls behind. Many count nothing. */
function hasGoneBack(before: number, now: number): boolean {
  return (before > 0 || now > 0) && now <= before;
}
