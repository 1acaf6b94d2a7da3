import type { GpCounts } from '../../shared/facts/fact.ts';
import type { StaffBranch } from '../../shared/wire/staff-board.ts';

/** Why a GP who was planned is not in. Never an illness, never a name. */
export type Absence = 'offSick' | 'away';

/** Counts while they are stepped: always counts that can be stored, once everybody missing has a reason. */
export interface GpSteps extends GpCounts {
  /** Missing, and nobody has said yet why. */
  readonly unplaced: number;
  /** Where the next who is missing goes. */
  readonly absence: Absence | null;
}

const MOST = 99;

/** Today's counts as they were told; else all who are usually planned are in. */
export function beginSteps(branch: Pick<StaffBranch, 'gps' | 'expectedGps'>): GpSteps {
  const { expected, offSick, away, locums } = branch.gps.counts ?? {
    expected: branch.expectedGps,
    offSick: 0,
    away: 0,
    locums: 0,
  };
  return { expected, offSick, away, locums, unplaced: 0, absence: null };
}

function missingOf({ offSick, away, unplaced }: GpSteps): number {
  return offSick + away + unplaced;
}

export function inToday(steps: GpSteps): number {
  return steps.expected + steps.locums - missingOf(steps);
}

/**
 * From where to where each may be stepped: with these bounds no more can be missing than there are, and no count can
 * leave two digits.
 */
export function boundsOf(steps: GpSteps) {
  const { expected, offSick, away, locums, unplaced } = steps;
  const missing = missingOf(steps);
  const inNow = inToday(steps);
  return {
    inToday: { min: 0, max: expected + locums },
    offSick: { min: 0, max: offSick + unplaced + inNow },
    away: { min: 0, max: away + unplaced + inNow },
    locums: { min: Math.max(0, missing - expected), max: Math.max(locums, MOST - expected) },
    expected: { min: Math.max(0, missing - locums), max: Math.max(expected, MOST - locums) },
  };
}

function place(steps: GpSteps): GpSteps {
  const { absence, unplaced } = steps;
  return absence === null ? steps : { ...steps, [absence]: steps[absence] + unplaced, unplaced: 0 };
}

/** Takes `back` GPs in again: first those without a reason, then by the reason chosen last. */
function takeIn(steps: GpSteps, back: number): GpSteps {
  const first = steps.absence ?? 'offSick';
  const then = first === 'away' ? 'offSick' : 'away';
  const unplaced = Math.max(0, steps.unplaced - back);
  const left = back - (steps.unplaced - unplaced);
  const ofFirst = Math.min(left, steps[first]);
  return { ...steps, unplaced, [first]: steps[first] - ofFirst, [then]: steps[then] - (left - ofFirst) };
}

/** So many are in: who is missing is asked for, unless it was said already. */
export function setInToday(steps: GpSteps, to: number): GpSteps {
  const { min, max } = boundsOf(steps).inToday;
  const change = Math.min(max, Math.max(min, to)) - inToday(steps);
  return change < 0 ? place({ ...steps, unplaced: steps.unplaced - change }) : takeIn(steps, change);
}

/** Why they are missing: of those without a reason, and of whoever is stepped out next. */
export function setAbsence(steps: GpSteps, absence: Absence): GpSteps {
  return place({ ...steps, absence });
}

/** One of the counts itself; who is in follows from it. */
export function setCount(steps: GpSteps, field: 'expected' | 'offSick' | 'away' | 'locums', to: number): GpSteps {
  const { min, max } = boundsOf(steps)[field];
  const value = Math.min(max, Math.max(min, to));
  // Who is counted as off sick or away now was missing before, without a reason.
  const placed =
    field === 'offSick' || field === 'away' ? Math.min(steps.unplaced, Math.max(0, value - steps[field])) : 0;
  return { ...steps, [field]: value, unplaced: steps.unplaced - placed };
}

export function countsOf({ expected, offSick, away, locums }: GpSteps): GpCounts {
  return { expected, offSick, away, locums };
}
