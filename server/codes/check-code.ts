import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import { stepOfCode, unsealAppSecret } from './app-secret.ts';
import { lockApp, takeAppStep } from './codes.queries.ts';
import { useRecoveryCode } from './recovery-codes.ts';

export interface TypedCode {
  readonly person: string;
  readonly way: 'app' | 'recovery';
  readonly code: string;
}

/** Whether somebody typed a code of their app or a recovery code of theirs. It is used up: each is taken once. */
export async function takeCode(
  trx: Transaction<Database>,
  authSecret: string,
  { person, way, code }: TypedCode,
  now: Instant,
): Promise<boolean> {
  if (way === 'recovery') return useRecoveryCode(trx, person, code);
  const app = await lockApp(trx, person);
  return app?.isConfirmed === true && takeAppCode(trx, authSecret, { person, secret: app.secret, code }, now);
}

/** Whether it is a code that the app shows around now, and no code of that half minute was taken. */
export async function takeAppCode(
  trx: Transaction<Database>,
  authSecret: string,
  app: { readonly person: string; readonly secret: Buffer; readonly code: string },
  now: Instant,
): Promise<boolean> {
  const secret = unsealAppSecret(authSecret, app.secret, app.person);
  const step = secret && stepOfCode(secret, app.code, now);
  return step !== null && takeAppStep(trx, app.person, step);
}
