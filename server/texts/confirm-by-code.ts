import type { Transaction } from 'kysely';
import type { Board } from '../../shared/board/board.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { WRONG_CODES_MOST } from '../../shared/texts/text-limits.ts';
import type { Database } from '../platform/database.types.ts';
import { type ClaimRow, countWrongCode, lockClaimsOf } from './claims.queries.ts';
import { confirmClaim } from './settle-claim.ts';
import type { TextDeps } from './text-deps.ts';
import type { Texter } from './texts.queries.ts';

export type TakenCode =
  | { readonly kind: 'confirmed'; readonly claim: ClaimRow; readonly board: Board; readonly isLate: boolean }
  /** The code came with a question, and nobody has said yet that it works. */
  | { readonly kind: 'only-asked'; readonly branch: string }
  | { readonly kind: 'wrong'; readonly locked: boolean };

/**
 * Confirms what waits for this code. A code goes to the owner of a number alone, so whoever forges the number does not
 * know it. `upOf`: the branch that came with it in "CLAYTON UP 482193".
 */
export async function confirmByCode(
  trx: Transaction<Database>,
  deps: TextDeps,
  texter: Texter,
  { code, upOf, saidAt }: { readonly code: string; readonly upOf: string | null; readonly saidAt: Instant },
  now: Instant,
): Promise<TakenCode> {
  const open = await lockClaimsOf(trx, texter.id, now);
  const claim = open.find((one) => one.code === code && (upOf === null || one.branch === upOf));
  if (!claim) {
    await countWrongCode(trx, open);
    return { kind: 'wrong', locked: open.some(({ wrong_codes }) => wrong_codes + 1 >= WRONG_CODES_MOST) };
  }
  const asked = claim.state === 'asked';
  if (asked && upOf === null) return { kind: 'only-asked', branch: claim.branch };
  const by = { actor: texter, via: 'text-code' as const, ...(asked && { saidAt }) };
  return { kind: 'confirmed', claim, ...(await confirmClaim(trx, deps, claim, by, now)) };
}
