import { type Instant, MINUTE } from '../practice/instant.ts';
import { distanceKm } from '../practice/distance.ts';
import type { Branch } from '../practice/branch.ts';
import type { PracticeSettings } from '../practice/settings.ts';
import type { BranchSituation } from './branch-state.ts';

/** A branch with its situation, as the rules over several branches need it. */
export interface SituatedBranch {
  readonly branch: Branch;
  readonly situation: BranchSituation;
}

function canHelp({ branch, situation }: SituatedBranch, settings: PracticeSettings, now: Instant): boolean {
  const openLongEnough = situation.opening !== null && situation.opening.to - now >= settings.helpOpenMinutes * MINUTE;
  return (
    branch.takesOthers &&
    situation.state === 'normal' &&
    openLongEnough &&
    situation.it.overall === 'up' &&
    situation.it.services.phones.state === 'working' &&
    situation.gps.level === 'usual'
  );
}

/** The nearest branches that can help patients of `from`, nearest first; none when nobody knows where `from` is. */
export function nearestThatCanHelp(
  from: Branch,
  all: readonly SituatedBranch[],
  settings: PracticeSettings,
  now: Instant,
): readonly Branch[] {
  const { position } = from;
  if (!position) return [];
  return all
    .filter((other) => other.branch.slug !== from.slug && canHelp(other, settings, now))
    .flatMap(({ branch }) => (branch.position ? [{ branch, km: distanceKm(position, branch.position) }] : []))
    .toSorted((a, b) => a.km - b.km || (a.branch.slug < b.branch.slug ? -1 : 1))
    .slice(0, settings.helpAtMost)
    .map(({ branch }) => branch);
}
