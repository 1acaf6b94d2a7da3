import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import { isSilent, MARK_WORDS, type MarkName } from '../../shared/words/page.ts';
import { problemsTitle } from '../../shared/words/titles.ts';
import { connectionWords, staffTitle } from '../../shared/words/staff.ts';
import type { LiveView } from '../live/live-board.ts';
import { MARK_SIGNS } from '../public/mark-signs.ts';
import { markOf } from '../public/marks.ts';
import { showFace } from '../public/tab.ts';

const WORST_FIRST = ['degraded', 'limited', 'unknown', 'normal'] as const satisfies readonly MarkName[];

/** Puts the state of the practice into the page's tab: "■ 1 problem – Operations – Example Fen". What is old has none. */
export function showBoardInTab(view: LiveView<StaffBoard>, face: string): void {
  const { board, freshness } = view;
  if (freshness === 'stale' || freshness === 'dead') {
    const { word } = connectionWords(view, board.practice.timeZone);
    showFace({ title: staffTitle(face, board.practice.name, `${MARK_SIGNS.unknown} ${word}`), mark: 'unknown' });
    return;
  }
  const marks = new Set(board.branches.map(markOf));
  const mark = WORST_FIRST.find((name) => marks.has(name)) ?? 'closed';
  const problems = board.branches.filter((branch) => branch.state === 'degraded' && !isSilent(branch)).length;
  const words = mark === 'degraded' ? problemsTitle(problems) : MARK_WORDS[mark];
  showFace({ title: staffTitle(face, board.practice.name, `${MARK_SIGNS[mark]} ${words}`), mark });
}
