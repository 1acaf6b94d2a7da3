import { isSilent, type MarkName } from '../../shared/words/page.ts';
import { pageTitle, problemsTitle } from '../../shared/words/titles.ts';
import { pick } from '../../shared/words/words.ts';
import type { StateCounts } from '../../shared/wire/public-board.ts';
import { countsOf } from './counts.ts';
import { MARK_SIGNS } from './mark-signs.ts';
import { markOf } from './marks.ts';
import type { Reading } from './say.ts';

/** What a tab shows of a page: its title, and the mark that is its icon. */
export interface PageFace {
  readonly title: string;
  readonly mark: MarkName;
}

type Titled = Pick<Reading, 'board' | 'tongue'>;

function boardMark(counts: StateCounts): MarkName {
  if (counts.degraded > 0) return 'degraded';
  if (counts.limited > 0) return 'limited';
  if (counts.unknown + counts.notHeard > 0) return 'unknown';
  return counts.normal > 0 ? 'normal' : 'closed';
}

/** The same of a page that is too old to be believed: no state of anything. */
export function oldPageFace({ board, tongue: { words } }: Titled, slug: string | null): PageFace {
  const branch = board.branches.find((one) => one.slug === slug);
  const word = pick(words, 'unknown');
  const state = branch ? `${branch.name}: ${word.toLowerCase()}` : word;
  return { title: pageTitle(MARK_SIGNS.unknown, state, board.practice.name), mark: 'unknown' };
}

/** Title and icon of `/`, or of one surgery's page. */
export function pageFace({ board, tongue: { words } }: Titled, slug: string | null): PageFace {
  const branch = board.branches.find((one) => one.slug === slug);
  if (branch) {
    const mark = markOf(branch);
    const word = pick(words, isSilent(branch) ? 'notHeard' : mark);
    return { title: pageTitle(MARK_SIGNS[mark], `${branch.name}: ${word.toLowerCase()}`, board.practice.name), mark };
  }
  const counts = countsOf(board);
  const mark = boardMark(counts);
  const state = mark === 'degraded' ? problemsTitle(counts.degraded, words) : pick(words, mark);
  return { title: pageTitle(MARK_SIGNS[mark], state, board.practice.name), mark };
}
