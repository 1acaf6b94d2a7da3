import type { Instant } from '../practice/instant.ts';
import type { PracticeSettings } from '../practice/settings.ts';
import type { Summary } from '../wire/public-board.ts';
import type { BranchSituation } from './branch-state.ts';

/** How many branches are how, for the sentence. "Open" is by the opening hours. */
export interface Tally {
  readonly branches: number;
  /** Open by their hours, in whatever state. */
  readonly open: number;
  readonly working: number;
  readonly limited: number;
  /** Open and in trouble that somebody told us of. */
  readonly trouble: number;
  /** Open by their hours, silent for too long. */
  readonly notHeard: number;
  /** Open, and nothing was said yet today. */
  readonly notTold: number;
  /** Open, something was said today, and still the state is not known. */
  readonly notSure: number;
  /** Outside their hours and in trouble. */
  readonly troubleClosed: number;
  /** Outside their hours, silent since they were open. */
  readonly notHeardClosed: number;
  /** Outside their hours, without trouble. */
  readonly closed: number;
  /** The earliest next opening of all branches; null when none is known. */
  readonly nextOpening: Instant | null;
}

/** What the tally needs to know of one branch. */
export interface Tallied {
  readonly situation: BranchSituation;
  readonly heardToday: boolean;
  readonly nextOpening: Instant | null;
}

function count(branches: readonly Tallied[], test: (tallied: Tallied) => boolean): number {
  return branches.filter(test).length;
}

function isSilent({ situation }: Tallied): boolean {
  return situation.reasons.length === 1 && situation.reasons[0] === 'not-heard';
}

/** Counts every branch exactly once. */
export function tallyBranches(branches: readonly Tallied[]): Tally {
  const isOpen = ({ situation }: Tallied) => situation.opening !== null;
  const inState = (state: BranchSituation['state']) => (tallied: Tallied) =>
    isOpen(tallied) && tallied.situation.state === state;
  const isTrouble = (tallied: Tallied) => tallied.situation.state === 'degraded' && !isSilent(tallied);
  const isNotHeard = (tallied: Tallied) => tallied.situation.state === 'degraded' && isSilent(tallied);
  const openings = branches.flatMap(({ nextOpening }) => (nextOpening === null ? [] : [nextOpening]));
  return {
    branches: branches.length,
    open: count(branches, isOpen),
    working: count(branches, inState('normal')),
    limited: count(branches, inState('limited')),
    trouble: count(branches, (tallied) => isOpen(tallied) && isTrouble(tallied)),
    notHeard: count(branches, (tallied) => isOpen(tallied) && isNotHeard(tallied)),
    notTold: count(branches, (tallied) => inState('unknown')(tallied) && !tallied.heardToday),
    notSure: count(branches, (tallied) => inState('unknown')(tallied) && tallied.heardToday),
    troubleClosed: count(branches, (tallied) => !isOpen(tallied) && isTrouble(tallied)),
    notHeardClosed: count(branches, (tallied) => !isOpen(tallied) && isNotHeard(tallied)),
    closed: count(branches, (tallied) => tallied.situation.state === 'closed'),
    nextOpening: openings.length > 0 ? Math.min(...openings) : null,
  };
}

/**
 * `major` from half of the open branches in trouble on (setting); `normal` only when nothing is wrong and every open
 * branch is known to work: what nobody has told of is not a green.
 */
export function summaryLevel(tally: Tally, settings: PracticeSettings): Summary['level'] {
  const broken = tally.trouble + tally.notHeard;
  if (broken > 0 && broken >= tally.open * settings.majorFrom) return 'major';
  const outOfHours = tally.troubleClosed + tally.notHeardClosed;
  return outOfHours === 0 && tally.working === tally.open ? 'normal' : 'affected';
}
