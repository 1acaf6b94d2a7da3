import type { Board } from '../../shared/board/board.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { isConfirmedBySignal } from '../../shared/texts/decide-text.ts';
import { toGsm7 } from '../../shared/texts/gsm7.ts';
import { confirmedLine, laterLine } from '../../shared/words/texts.ts';
import { AppError } from '../platform/errors.ts';
import { boardShows } from '../../shared/texts/board-shows.ts';
import { lockOpenClaim, type NamedClaim, readOpenClaims, setClaimState } from './claims.queries.ts';
import { insertText } from './outbox.queries.ts';
import { confirmClaim } from './settle-claim.ts';
import type { TextDeps } from './text-deps.ts';
import { findPerson } from './texts.queries.ts';

function isProven(claim: NamedClaim, board: Board): boolean {
  const signals = board.branches[claim.branch]?.signals ?? [];
  return isConfirmedBySignal(claim.content, claim.said_at.getTime(), signals);
}

async function settle(deps: TextDeps, id: string, now: Instant): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const claim = await lockOpenClaim(trx, id, now);
    if (!claim) return;
    const { person, branch, content } = claim;
    const actor = await findPerson(trx, person);
    const { board, isLate } = await confirmClaim(trx, deps, claim, { actor, via: 'text-signal' }, now);
    const shows = boardShows(board, branch, content, now);
    const body = toGsm7(isLate ? laterLine(shows) : confirmedLine('signal', shows));
    if (deps.sends) await insertText(trx, { person, body, branch: null }, now);
  });
}

/** Confirms the claims of branches that their senders are heard from again, since the claim was made. */
export async function settleBySignal(deps: TextDeps, now: Instant): Promise<void> {
  const proven = (await readOpenClaims(deps.db, now)).filter((claim) => isProven(claim, deps.board()));
  for (const { id } of proven) {
    try {
      await settle(deps, id, now);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'not-allowed') throw error;
      // Whoever claimed it may not report for the branch any more.
      await deps.db.transaction().execute((trx) => setClaimState(trx, [id], 'refused', now));
    }
  }
}
