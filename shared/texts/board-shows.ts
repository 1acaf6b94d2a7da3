import type { Board } from '../board/board.ts';
import { boardTime } from '../board/board-time.ts';
import { derivePicture } from '../board/picture.ts';
import { tallyBranches } from '../board/tally.ts';
import type { ReportContent } from '../facts/check-report.ts';
import type { Instant } from '../practice/instant.ts';
import { standingBranch } from '../board/standing-branch.ts';
import type { NamedBranch } from './find-branch.ts';
import type { BoardShows } from '../words/texts.ts';

/** What a board shows of a branch, of the things that `content` speaks of. */
export function boardShows(board: Board, slug: string, content: ReportContent, now: Instant): BoardShows {
  const picture = derivePicture(board, boardTime(board, now, 'staff'));
  const shown = picture.branches.find(({ branch }) => branch.slug === slug);
  if (!shown) throw new Error(`no picture of ${slug}, which the board has`);
  const { working, open } = tallyBranches(picture.branches);
  return {
    name: shown.branch.name,
    situation: shown.situation,
    heardAt: shown.heardAt,
    content,
    working,
    open,
    now,
    zone: picture.settings.timeZone,
  };
}

/** The branches of the practice, by their names. */
export function namedBranches({ branches }: Board): readonly NamedBranch[] {
  return Object.values(branches).flatMap((record) => {
    const branch = standingBranch(record);
    return branch ? [{ slug: branch.slug, name: branch.name }] : [];
  });
}
