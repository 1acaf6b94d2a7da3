import { createPlacesKeep } from '../board/list-figures.ts';
import type { BranchPicture, Picture } from '../board/picture.ts';
import { type Instant, toIso } from '../practice/instant.ts';
import { localDay, startOfDay } from '../practice/local-time.ts';
import type { Notice, PublicBranch } from '../wire/public-board.ts';
import { noticeText } from '../words/notice.ts';

interface Noticed {
  readonly branch: BranchPicture;
  readonly view: PublicBranch;
}

const keepTroubled = createPlacesKeep<PublicBranch>(({ state }) => state === 'degraded');

/** The branches in trouble, and those of these names, in the order of the board. */
function noticed(picture: Picture, branches: readonly PublicBranch[], slugs: readonly string[]): readonly Noticed[] {
  const troubled = keepTroubled(picture.settings, branches);
  const named = slugs.map((slug) => branches.findIndex((view) => view.slug === slug));
  const places = named.length === 0 ? troubled : [...new Set([...troubled, ...named])].sort((a, b) => a - b);
  return places.flatMap((place) => {
    const [branch, view] = [picture.branches[place], branches[place]];
    return branch && view ? [{ branch, view }] : [];
  });
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
  const troubled = noticed(picture, branches, []);
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
  const listed = noticed(picture, branches, kept);
  if (listed.length === 0) return null;
  const helper = picture.bySlug.get(listed[0]?.view.alternatives[0] ?? '') ?? null;
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
