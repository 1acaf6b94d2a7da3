import type { BranchPicture, Picture } from '../board/picture.ts';
import { type Instant, toIso } from '../practice/instant.ts';
import { localDay, startOfDay } from '../practice/local-time.ts';
import type { Notice, PublicBranch } from '../wire/public-board.ts';
import { noticeText } from '../words/notice.ts';

interface Noticed {
  readonly branch: BranchPicture;
  readonly view: PublicBranch;
}

function noticed(
  picture: Picture,
  branches: readonly PublicBranch[],
  test: (view: PublicBranch) => boolean,
): Noticed[] {
  const found: Noticed[] = [];
  for (const [index, view] of branches.entries()) {
    if (!test(view)) continue;
    const branch = picture.branches[index];
    if (branch) found.push({ branch, view });
  }
  return found;
}

/** The oldest trouble that still stands; trouble that is older than anybody can tell counts from this morning. */
function sinceOf(troubled: readonly Noticed[], { now, settings: { timeZone } }: Picture): Instant {
  const dayBegan = startOfDay(localDay(now, timeZone), timeZone);
  return Math.min(...troubled.map(({ branch }) => branch.changedAt ?? dayBegan));
}

/** The notice as its rule alone has it: which branches, and since when; null when none is degraded. */
export function ruledNotice(
  picture: Picture,
  branches: readonly PublicBranch[],
): { readonly since: Instant; readonly troubled: readonly Noticed[] } | null {
  const troubled = noticed(picture, branches, ({ state }) => state === 'degraded');
  return troubled.length === 0 ? null : { since: sinceOf(troubled, picture), troubled };
}

/**
 * The NHS 111 notice: up while at least one branch is degraded, in opening hours and out; null otherwise. It begins
 * with the oldest trouble that still stands. A named person may hold it back, or keep it up for branches that the rule
 * no longer names; patients are not told that somebody did.
 */
export function deriveNotice(picture: Picture, branches: readonly PublicBranch[]): Notice | null {
  const held = picture.noticeControl;
  if (held?.value.control === 'hold') return null;
  const ruled = ruledNotice(picture, branches);
  const kept = held?.value.control === 'keep' ? held.value.branches : [];
  const listed = noticed(picture, branches, ({ state, slug }) => state === 'degraded' || kept.includes(slug));
  if (listed.length === 0) return null;
  const helper = branches.find(({ slug }) => slug === listed[0]?.view.alternatives[0]) ?? null;
  return {
    kind: 'nhs111',
    since: toIso(ruled?.since ?? held?.at ?? picture.now),
    branches: listed.map(({ view }) => view.slug),
    text: noticeText(
      listed.map(({ branch, view }) => toNoticeBranch(branch, view)),
      listed.length === 1 && helper ? { name: helper.name, phone: helper.phone } : null,
      picture.now,
      picture.settings.timeZone,
      picture.settings.noticeLine,
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
    contact: view.contact,
    heardAtInstant: heardAt,
  };
}
