import type { Branch, HoursException, WeeklyHours } from './branch.ts';
import { dayKey, type LocalDay } from './local-time.ts';
import type { PracticeSettings } from './settings.ts';

/** All that decides when a branch is open. */
export interface OpeningRules {
  readonly weekly: WeeklyHours;
  /** The branch's own; they win over the practice's. */
  readonly exceptions: readonly HoursException[];
  readonly practiceExceptions: readonly HoursException[];
}

export function openingRules(
  { hours, exceptions }: Pick<Branch, 'hours' | 'exceptions'>,
  { exceptions: practiceExceptions }: Pick<PracticeSettings, 'exceptions'>,
): OpeningRules {
  return { weekly: hours, exceptions, practiceExceptions };
}

/** The exception that a day is under, the branch's own before the practice's; null on other days. */
export function exceptionOn({ exceptions, practiceExceptions }: OpeningRules, day: LocalDay): HoursException | null {
  if (exceptions.length === 0 && practiceExceptions.length === 0) return null;
  const date = dayKey(day);
  return byDate(exceptions).get(date) ?? byDate(practiceExceptions).get(date) ?? null;
}

// A picture asks for the openings of thousands of days; lists of exceptions are never changed, only replaced.
const indexes = new WeakMap<readonly HoursException[], ReadonlyMap<string, HoursException>>();

function byDate(exceptions: readonly HoursException[]): ReadonlyMap<string, HoursException> {
  let index = indexes.get(exceptions);
  if (!index) {
    index = new Map(exceptions.map((exception) => [exception.date, exception]));
    indexes.set(exceptions, index);
  }
  return index;
}
