import { createHash, randomInt } from 'node:crypto';
import type { Transaction } from 'kysely';
import {
  RECOVERY_CODE_LENGTH,
  RECOVERY_CODES,
  recoveryInGroups,
  toRecoveryCode,
} from '../../shared/people/recovery-code.ts';
import { SET_UP_LETTERS } from '../../shared/people/set-up-code.ts';
import type { Database } from '../platform/database.types.ts';
import { readWays } from '../sign-in/read-ways.ts';
import { deleteRecoveryCodes, replaceRecoveryCodes, takeRecoveryCode } from './codes.queries.ts';

/** Makes ten codes, which are shown this once; those before do not work any more. */
export async function makeRecoveryCodes(trx: Transaction<Database>, person: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, createCode);
  await replaceRecoveryCodes(
    trx,
    person,
    codes.map((code) => hashOf(person, code)),
  );
  return codes;
}

/**
 * The codes of somebody who gets a way to sign in that can be lost, an app or a passkey, and has none yet; null: they have
 * some.
 */
export async function ensureRecoveryCodes(trx: Transaction<Database>, person: string): Promise<string[] | null> {
  const found = await readWays(trx, person);
  return found && found.ways.recoveryCodes > 0 ? null : makeRecoveryCodes(trx, person);
}

/** Ends the codes of somebody: they stand in for what was lost, and nothing is left that could be. */
export async function endRecoveryCodes(trx: Transaction<Database>, person: string): Promise<void> {
  await deleteRecoveryCodes(trx, person);
}

/** Uses a typed code up; false: it is none of theirs, or was used. */
export async function useRecoveryCode(trx: Transaction<Database>, person: string, typed: string): Promise<boolean> {
  const code = toRecoveryCode(typed);
  return code !== null && takeRecoveryCode(trx, person, hashOf(person, code));
}

function createCode(): string {
  const letters = Array.from({ length: RECOVERY_CODE_LENGTH }, () => SET_UP_LETTERS[randomInt(SET_UP_LETTERS.length)]);
  return recoveryInGroups(letters.join(''));
}

/**
 * So many random letters are found by nobody who tries them, so a plain digest is enough to keep. Nothing of the server's is in
 * it: these codes must work when the app does not, because a practice lost its keys.
 */
function hashOf(person: string, code: string): Buffer {
  return createHash('sha256').update(`${person} ${code}`).digest();
}
