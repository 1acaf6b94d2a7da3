import type { Branch } from '../practice/branch.ts';
import type { Instant } from '../practice/instant.ts';
import type { PracticeSettings } from '../practice/settings.ts';
import type { BranchRecord } from './board.ts';
import { type BranchSituation, deriveSituation } from './branch-state.ts';
import { momentsUntil } from './changed-at.ts';
import type { AffectedSpan } from './incidents.ts';

/** A branch came into trouble, out of it, or into another trouble. */
export interface Turn {
  readonly at: Instant;
  readonly situation: BranchSituation;
}

function isTroubled({ state }: BranchSituation): boolean {
  return state === 'degraded' || state === 'limited';
}

/** Silence alone is another trouble than one that somebody told of. */
function kindOf({ state, reasons }: BranchSituation): string {
  return reasons.join() === 'not-heard' ? 'not-heard' : state;
}

/**
 * When a branch came into trouble or out of it, after `from` and up to `to`, newest first, by what is known today.
 * Openings, closings and first words of a day are none, unless a trouble begins or ends with them.
 */
export function deriveTurns(
  record: BranchRecord,
  branch: Branch,
  settings: PracticeSettings,
  spans: readonly AffectedSpan[],
  from: Instant,
  to: Instant,
): readonly Turn[] {
  const situationAt = (at: Instant) => deriveSituation(record, branch, settings, spans, at);
  const moments = momentsUntil(record, branch, spans, settings, from, to).filter((moment) => moment > from);
  let before = situationAt(from);
  const turns: Turn[] = [];
  for (const at of moments.toReversed()) {
    const situation = situationAt(at);
    const isTurn = (isTroubled(before) || isTroubled(situation)) && kindOf(before) !== kindOf(situation);
    if (isTurn) turns.push({ at, situation });
    before = situation;
  }
  return turns.toReversed();
}
