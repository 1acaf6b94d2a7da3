import type { Instant } from '../practice/instant.ts';
import type { PracticeSettings } from '../practice/settings.ts';
import type { Summary } from '../wire/public-board.ts';
import type { BranchSituation } from './branch-state.ts';
import { createListKeep } from './list-keep.ts';
import { createGreatestKeep, createSumKeep } from './list-figures.ts';

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

function isSilent({ situation }: Tallied): boolean {
  return situation.reasons.length === 1 && situation.reasons[0] === 'not-heard';
}

type Counted = Exclude<keyof Tally, 'branches' | 'open' | 'nextOpening'>;

/** What the branch counts as: one thing alone. */
function countsAs(tallied: Tallied): Counted {
  const { state, opening } = tallied.situation;
  switch (state) {
    case 'closed':
      return 'closed';
    case 'degraded':
      if (opening === null) return isSilent(tallied) ? 'notHeardClosed' : 'troubleClosed';
      return isSilent(tallied) ? 'notHeard' : 'trouble';
    case 'unknown':
      return tallied.heardToday ? 'notSure' : 'notTold';
    case 'normal':
      return 'working';
    case 'limited':
      return 'limited';
  }
}

const COUNTED = [
  'working',
  'limited',
  'trouble',
  'notHeard',
  'notTold',
  'notSure',
  'troubleClosed',
  'notHeardClosed',
  'closed',
] as const satisfies readonly Counted[];

const NONE = { open: 0, working: 0, limited: 0, trouble: 0, notHeard: 0, notTold: 0, notSure: 0 };
const NONE_CLOSED = { troubleClosed: 0, notHeardClosed: 0, closed: 0 };

const keepCounts = createSumKeep<Tallied, Counted | 'open'>([...COUNTED, 'open'], (tallied) => ({
  ...NONE,
  ...NONE_CLOSED,
  [countsAs(tallied)]: 1,
  open: tallied.situation.opening === null ? 0 : 1,
}));
const keepOpenings = createListKeep<Tallied, Instant>();
const keepFirst = createGreatestKeep<Instant>((opening) => -opening);

/** Counts every branch exactly once. `of` is what makes lists that follow each other one story. */
export function tallyBranches(branches: readonly Tallied[], of: object = branches): Tally {
  const openings = keepOpenings(of, branches, [], 0, ({ nextOpening }) => ({
    value: nextOpening ?? Infinity,
    until: Infinity,
  }));
  const next = -keepFirst(of, openings);
  const nextOpening = next === Infinity ? null : next;
  return { ...keepCounts(of, branches), branches: branches.length, nextOpening };
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
