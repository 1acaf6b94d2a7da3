import type { Board, BranchRecord } from '../board/board.ts';
import { standingBranch } from '../board/standing-branch.ts';
import { statementAt } from '../board/statements.ts';
import type { Instant } from '../practice/instant.ts';
import { openAt } from '../practice/opening-hours.ts';
import { openingRules } from '../practice/opening-rules.ts';
import { DEFAULT_SETTINGS, type PracticeSettings } from '../practice/settings.ts';
import { ASK_AFTER, ASK_UNTIL } from './text-limits.ts';

/** A branch whose leads are asked by text, and when it was last heard. */
export interface BranchToAsk {
  readonly slug: string;
  readonly name: string;
  readonly lastBeatAt: Instant | null;
}

/** Somebody has spoken of its line since it fell silent: then there is nothing to ask. */
function isTold(record: BranchRecord, since: Instant, now: Instant): boolean {
  const said = statementAt(record.it.internet, now);
  return said !== null && said.at >= since;
}

function toAsk(record: BranchRecord, settings: PracticeSettings, now: Instant): BranchToAsk[] {
  const branch = standingBranch(record);
  const signal = statementAt(record.signals, now);
  if (!branch || signal?.value.state !== 'suspect') return [];
  const age = now - signal.at;
  if (age < ASK_AFTER || age > ASK_UNTIL) return [];
  if (statementAt(record.flapping, now)?.value === true) return [];
  if (openAt(openingRules(branch, settings), now, settings.timeZone) === null) return [];
  const { lastBeatAt } = signal.value;
  if (isTold(record, lastBeatAt ?? signal.at, now)) return [];
  return [{ slug: branch.slug, name: branch.name, lastBeatAt }];
}

/**
 * The branches to ask about by text: suspect for a while, open, steady until now, and nobody has told. While the board is
 * blind it asks nobody: it would be all of them, about its own fault.
 */
export function branchesToAsk(board: Board, blind: boolean, now: Instant): readonly BranchToAsk[] {
  if (blind) return [];
  const settings = board.practice?.value ?? DEFAULT_SETTINGS;
  return Object.values(board.branches).flatMap((record) => toAsk(record, settings, now));
}
