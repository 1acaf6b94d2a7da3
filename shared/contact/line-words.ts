import type { Board } from '../board/board.ts';
import { heldClaim } from '../board/evidence.ts';
import { standingBranch } from '../board/standing-branch.ts';
import type { Fact, ReportFact, ServiceState } from '../facts/fact.ts';
import { openingRules } from '../practice/opening-rules.ts';
import type { PracticeSettings } from '../practice/settings.ts';
import type { Word } from './take-word.ts';

/** "Still so" says again what stood then. */
function confirmed({ branch, at }: ReportFact, board: Board, settings: PracticeSettings): ServiceState | undefined {
  const record = board.branches[branch];
  const setting = record && standingBranch(record);
  if (!setting) return undefined;
  const reading = { rules: openingRules(setting, settings), zone: settings.timeZone, at };
  return heldClaim('internet', record, reading)?.value;
}

function toWord(fact: ReportFact, board: Board, settings: PracticeSettings): Word | null {
  const said = fact.it?.internet ?? (fact.confirm ? confirmed(fact, board, settings) : undefined);
  if (said === 'down') return { says: 'down', at: fact.at };
  return said === 'working' ? { says: 'works', at: fact.at } : null;
}

/** What the facts say of the line of a branch, oldest first. `board` is the fold of all facts up to them. */
export function lineWords(
  facts: readonly Fact[],
  slug: string,
  board: Board,
  settings: PracticeSettings,
): readonly Word[] {
  return facts
    .flatMap((fact) => (fact.kind === 'report' && fact.branch === slug ? (toWord(fact, board, settings) ?? []) : []))
    .toSorted((a, b) => a.at - b.at);
}
