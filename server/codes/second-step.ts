import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import type { Kysely } from 'kysely';
import { MAILED_CODE_DIGITS, toDigits } from '../../shared/people/one-time-code.ts';
import { type Instant, MINUTE } from '../../shared/practice/instant.ts';
import type { NextStep, SecondWay } from '../../shared/wire/codes.ts';
import { addressKey } from '../platform/address-key.ts';
import type { Database } from '../platform/database.types.ts';
import { digestOf } from '../sign-in/limit-sign-ins.ts';
import { beginStep } from '../sign-in/steps.ts';
import type { CodesDeps } from './codes-deps.ts';
import { readWays } from '../sign-in/read-ways.ts';
import { deriveKey } from '../platform/sealing.ts';

export const CODE_STEP = 'code';
const STEP_LASTS = 10 * MINUTE;

/** What a step that awaits a code is kept with. */
export interface CodeStepDetail {
  readonly ways: readonly SecondWay[];
  /** The digest that wrong tries are counted by, those of the password too. */
  readonly digest: string;
  /** Of the code that was mailed, keyed: who reads the database cannot find it by trying. null: none was. */
  readonly mailed: string | null;
}

/** The code step of somebody, or of nobody who must not learn that. */
export function beginCodeStep(
  db: Kysely<Database>,
  person: string | null,
  detail: CodeStepDetail,
  now: Instant,
): Promise<string> {
  return beginStep(db, { kind: CODE_STEP, person, detail, lasts: STEP_LASTS }, now);
}

/**
 * What somebody whose password was right must prove beside it. `none`: they have nothing to prove it by; `passkey`: they have a
 * passkey and nothing else, and a password alone is less than that.
 */
export async function secondStepOf(
  { db, mail }: Pick<CodesDeps, 'db' | 'mail'>,
  person: string,
  digest: string,
  now: Instant,
): Promise<NextStep | 'none' | 'passkey'> {
  const has = (await readWays(db, person))?.ways ?? null;
  const ways: SecondWay[] = [];
  if (has?.app) ways.push('app');
  if (mail.sends) ways.push('mail');
  if (has && has.recoveryCodes > 0) ways.push('recovery');
  const passkey = has !== null && has.passkeys > 0;
  if (ways.length === 0) return passkey ? 'passkey' : 'none';
  const step = await beginCodeStep(db, person, { ways, digest, mailed: null }, now);
  return { next: 'code', step, ways, passkey };
}

export function createMailedCode(): string {
  return String(randomInt(10 ** MAILED_CODE_DIGITS)).padStart(MAILED_CODE_DIGITS, '0');
}

export function hashMailedCode(authSecret: string, code: string): string {
  return createHmac('sha256', deriveKey(authSecret, 'mailed code')).update(code).digest('base64url');
}

export function isMailedCode(authSecret: string, mailed: string | null, typed: string): boolean {
  const hash = Buffer.from(hashMailedCode(authSecret, toDigits(typed)));
  return mailed !== null && timingSafeEqual(hash, Buffer.from(mailed));
}

/** By what the tries for a code are counted whose step nobody knows. */
export function nobodysDigest(address: string): string {
  return digestOf(`codes of no step from ${addressKey(address)}`);
}
