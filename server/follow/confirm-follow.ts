import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { CODE_WORKS, CONFIRM_WITHIN, WRONG_CODES_MOST } from '../../shared/follow/follow-limits.ts';
import type { FollowChannel, FollowChoice } from '../../shared/follow/follow.ts';
import { toDigits } from '../../shared/people/one-time-code.ts';
import type { Database } from '../platform/database.types.ts';
import type { FollowDeps } from './follow-deps.ts';
import { digestCode, readLinkToken, toLinkToken } from './follow-keys.ts';
import {
  closeRequest,
  countWrongCode,
  findRequest,
  lockRequest,
  putFollower,
  type RequestRow,
} from './follow.queries.ts';

/** What is asked of whoever opened a link. */
export interface Confirmable extends FollowChoice {
  readonly channel: FollowChannel;
}

function isTooOld({ made_at }: RequestRow, { clock }: FollowDeps): boolean {
  return clock.now() - made_at.getTime() >= CONFIRM_WITHIN;
}

/** What a link is about; null: it does not work any more, or never did. It changes nothing: programs that look for harm open links. */
export async function readRequest(deps: FollowDeps, link: string): Promise<Confirmable | null> {
  const id = readLinkToken(deps.keys, 'confirm', link);
  const request = id === null ? null : await findRequest(deps.db, id);
  if (!request || request.code_digest !== null || isTooOld(request, deps)) return null;
  const { channel, branches, kinds, language } = request;
  return { channel, branches, kinds, language };
}

async function confirm(trx: Transaction<Database>, { keys, clock }: FollowDeps, request: RequestRow): Promise<string> {
  // Whoever taps twice is told the same twice.
  if (request.follower !== null) return toLinkToken(keys, 'stop', request.follower);
  const { channel, address_sealed, address_digest, language, branches, kinds } = request;
  const at = new Date(clock.now());
  const follower = await putFollower(trx, {
    id: randomUUID(),
    channel,
    address_sealed,
    address_digest,
    language,
    branches,
    kinds,
    created_at: at,
    confirmed_at: at,
  });
  await closeRequest(trx, request, follower);
  return toLinkToken(keys, 'stop', follower);
}

/** Makes a follower of whoever opened a link and said yes. Gives the link by which they change or stop it; null: it is too late. */
export async function confirmByLink(deps: FollowDeps, link: string): Promise<string | null> {
  const { db, keys } = deps;
  const id = readLinkToken(keys, 'confirm', link);
  if (id === null) return null;
  return db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id);
    if (!request || request.code_digest !== null || isTooOld(request, deps)) return null;
    return confirm(trx, deps, request);
  });
}

export type CodeTaken = { readonly kind: 'on'; readonly link: string } | { readonly kind: 'wrong' | 'gone' };

/** Whether a code can still be typed in there. */
export async function takesCode(deps: FollowDeps, link: string): Promise<boolean> {
  const id = readLinkToken(deps.keys, 'code', link);
  const request = id === null ? null : await findRequest(deps.db, id);
  return request !== null && isOpenForCode(request, deps);
}

function isOpenForCode({ code_digest, made_at, wrong_codes }: RequestRow, { clock }: FollowDeps): boolean {
  return code_digest !== null && wrong_codes < WRONG_CODES_MOST && clock.now() - made_at.getTime() < CODE_WORKS;
}

/** Makes a follower of whoever typed in the code that was texted. */
export async function confirmByCode(deps: FollowDeps, link: string, typed: string): Promise<CodeTaken> {
  const { db, keys } = deps;
  const id = readLinkToken(keys, 'code', link);
  if (id === null) return { kind: 'gone' };
  return db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id);
    if (!request || !isOpenForCode(request, deps)) return { kind: 'gone' };
    if (digestCode(keys, id, toDigits(typed)) === request.code_digest) {
      return { kind: 'on', link: await confirm(trx, deps, request) };
    }
    await countWrongCode(trx, id);
    return { kind: request.wrong_codes + 1 < WRONG_CODES_MOST ? 'wrong' : 'gone' };
  });
}
