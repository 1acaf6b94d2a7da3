import { createPlacesKeep } from '../board/list-figures.ts';
import { placesBetween } from '../board/list-steps.ts';
import type { PublicBoard, PublicBranch } from '../wire/public-board.ts';
import { isShownWhole, isTroubled, SUMMARY_PART, surgeryPart, TOLD_IN_FULL, worstOf } from './board-part.ts';

type Branches = PublicBoard['branches'];

const STORY = {};
const keepTroubled = createPlacesKeep<PublicBranch>(isTroubled);

function troubledOf(branches: Branches): readonly PublicBranch[] {
  return keepTroubled(STORY, branches).map((place) => branches[place] as PublicBranch);
}

/** The slugs of branches, and of those that can help their patients. */
function toldOf(branches: readonly PublicBranch[]): ReadonlySet<string> {
  return new Set(branches.flatMap(({ slug, alternatives }) => [slug, ...alternatives]));
}

/** The slugs that the summary of these in trouble holds. */
function summaryHolds(troubled: readonly PublicBranch[]): ReadonlySet<string> {
  if (troubled.length <= TOLD_IN_FULL) return toldOf(troubled);
  return new Set(worstOf(troubled).map(({ slug }) => slug));
}

function hasOther(after: ReadonlySet<string>, before: ReadonlySet<string>, changed: ReadonlySet<string>): boolean {
  return [...after].some((slug) => !before.has(slug) && !changed.has(slug));
}

/**
 * The parts that hold a branch now which they did not hold before and which did not change, such as one that can help a
 * surgery that is in trouble from now on: of it no change tells. Both boards are of the same branches in the same places.
 */
export function partsLacking(before: PublicBoard, after: PublicBoard): ReadonlySet<string> {
  const places = [...(placesBetween(before.branches, after.branches) ?? after.branches.keys())];
  const pairs = places.flatMap((place) => {
    const [was, is] = [before.branches[place], after.branches[place]];
    return was && is && was !== is ? [{ was, is }] : [];
  });
  const changed = new Set(pairs.map(({ is }) => is.slug));
  const lacking = new Set<string>();
  for (const { was, is } of pairs) {
    if (isTroubled(is) && hasOther(toldOf([is]), toldOf([was]), changed)) lacking.add(surgeryPart(is.slug));
  }
  const isOfTrouble = pairs.some(({ was, is }) => isTroubled(was) || isTroubled(is));
  if (!isOfTrouble || isShownWhole(after)) return lacking;
  const held = summaryHolds(troubledOf(before.branches));
  const troubled = troubledOf(after.branches);
  // Of more in trouble it tells nobody who can help, and counts those that it does not show.
  const isToldInFull = troubled.length <= TOLD_IN_FULL;
  if (isToldInFull && hasOther(toldOf(troubled), held, changed)) lacking.add(SUMMARY_PART);
  return lacking;
}
