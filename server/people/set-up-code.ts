import { createHmac, randomInt } from 'node:crypto';
import { inGroups, SET_UP_CODE_LENGTH, SET_UP_LETTERS, toSetUpCode } from '../../shared/people/set-up-code.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { SIGN_IN_WORDS } from '../../shared/words/sign-in.ts';
import { hashToken } from '../access/token-secret.ts';
import { noteRefusal } from '../audit/note-access.ts';
import { addressKey } from '../platform/address-key.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { beginTry } from '../sign-in/limit-sign-ins.ts';
import { findSetUp } from './set-up.queries.ts';

/** 51 random bits, to be typed by hand. */
export function createSetUpCode(): string {
  return inGroups(
    Array.from({ length: SET_UP_CODE_LENGTH }, () => SET_UP_LETTERS[randomInt(SET_UP_LETTERS.length)]).join(''),
  );
}

/**
 * The token of the link that has this code. It is made of the code, so its digest is all that is kept of both, and of the
 * server's secret: without that nobody finds codes by trying them on the digests.
 */
export function tokenOfCode(code: string, authSecret: string): string {
  return `bb_${createHmac('sha256', authSecret).update(`set-up code ${code}`).digest('base64url')}`;
}

export interface SetUpCodeDeps {
  readonly db: Db;
  readonly authSecret: string;
}

/**
 * The token in place of which somebody typed a code; it uses up neither. Tries are counted, and soon slowed down, for all
 * codes of one network together. Throws `not-found` and `too-many-requests`.
 */
export async function tradeSetUpCode(
  { db, authSecret }: SetUpCodeDeps,
  typed: string,
  address: string,
  now: Instant,
): Promise<string> {
  const attempt = await beginTry(db, `set-up codes from ${addressKey(address)}`, address, now);
  const code = toSetUpCode(typed);
  const token = code === null ? null : tokenOfCode(code, authSecret);
  const setUp = token === null ? null : await findSetUp(db, hashToken(token), now);
  if (token === null || setUp === null) {
    await noteRefusal(db, { event: 'set-up', outcome: 'code-refused', actor: null, address }, now);
    throw new AppError('not-found', { detail: SIGN_IN_WORDS.setUpCodeWrong });
  }
  await attempt.succeeded();
  return token;
}
