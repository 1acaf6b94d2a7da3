import type { BranchPicture, Picture } from '../board/picture.ts';
import { toIso } from '../practice/instant.ts';
import { localDay, startOfDay } from '../practice/local-time.ts';
import type { Notice, PublicBranch } from '../wire/public-board.ts';
import { noticeText } from '../words/notice.ts';

/**
 * The NHS 111 notice: up while at least one branch is degraded, in opening hours and out; null otherwise. It begins
 * with the oldest trouble that still stands.
 */
export function deriveNotice(picture: Picture, branches: readonly PublicBranch[]): Notice | null {
  const troubled = picture.branches.flatMap((branch, index) => {
    const view = branches[index];
    return view?.state === 'degraded' ? [{ branch, view }] : [];
  });
  if (troubled.length === 0) return null;
  const { timeZone } = picture.settings;
  const dayBegan = startOfDay(localDay(picture.now, timeZone), timeZone);
  const since = troubled.map(({ branch }) => branch.changedAt ?? dayBegan);
  const helper = branches.find(({ slug }) => slug === troubled[0]?.view.alternatives[0]) ?? null;
  return {
    kind: 'nhs111',
    since: toIso(Math.min(...since)),
    branches: troubled.map(({ view }) => view.slug),
    text: noticeText(
      troubled.map(({ branch, view }) => toNoticeBranch(branch, view)),
      troubled.length === 1 && helper ? { name: helper.name, phone: helper.phone } : null,
      picture.now,
      timeZone,
    ),
  };
}

function toNoticeBranch({ heardAt }: BranchPicture, view: PublicBranch) {
  return {
    name: view.name,
    phone: view.phone,
    state: view.state,
    reasons: view.reasons,
    open: view.open,
    access: view.access,
    services: view.services,
    gps: view.gps,
    heardAtInstant: heardAt,
  };
}
