import type { StaffBoard, StaffBranch } from '../../../shared/wire/staff-board.ts';
import { type Edits, isOnItsWay } from '../edits/edit.ts';
import { spokenBranch, spokenBranches } from '../../../shared/words/staff-operations.ts';

/** So many branches are told one by one. */
const ONE_BY_ONE = 2;

/** Did anything change that somebody would want to be told of: another state, or another word by another person. */
function isNews(before: StaffBranch | undefined, after: StaffBranch, ownSeq: number): boolean {
  if (!before) return false;
  if (after.seq > before.seq) return after.seq > ownSeq;
  return before.state !== after.state;
}

/** The newest seq of a branch that was said here; what is on its way may be shown before its answer comes. */
function ownSeq({ list, own }: Edits, slug: string): number {
  const isUnderWay = list.some((edit) => isOnItsWay(edit) && edit.targets.some((target) => target.slug === slug));
  return isUnderWay ? Number.POSITIVE_INFINITY : (own[slug]?.to ?? 0);
}

/** What others changed between two boards, as one text; null when it is nothing, or all of it was said here. */
export function spokenChanges(
  before: Pick<StaffBoard, 'branches'>,
  after: Pick<StaffBoard, 'branches'>,
  edits: Edits,
): string | null {
  const known = new Map(before.branches.map((branch) => [branch.slug, branch]));
  const news = after.branches.filter((branch) => isNews(known.get(branch.slug), branch, ownSeq(edits, branch.slug)));
  if (news.length === 0) return null;
  return news.length <= ONE_BY_ONE ? news.map(spokenBranch).join(' ') : spokenBranches(news.length);
}
