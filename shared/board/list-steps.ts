/**
 * Where two lists of one story differ. Whoever makes a list out of another one says in which places it did, and whoever
 * followed the first looks at those places alone: of 1,800 branches one change leaves 1,799 as they were.
 */

type List = readonly unknown[];

interface Step {
  /** Number of the list it was made from: to name the list itself would keep all lists for ever. */
  readonly from: number;
  readonly places: readonly number[];
}

const numbers = new WeakMap<List, number>();
const steps = new WeakMap<List, Step>();
const NOWHERE: readonly number[] = [];
let lastNumber = 0;

function numberOf(list: List): number {
  const known = numbers.get(list);
  if (known !== undefined) return known;
  lastNumber += 1;
  numbers.set(list, lastNumber);
  return lastNumber;
}

/** `after` is as long as `before` and differs from it in these places at most. Neither is written to any more. */
export function noteStep(before: List, after: List, places: readonly number[]): void {
  steps.set(after, { from: numberOf(before), places });
}

/** The places in which `after` may differ from `before`; null when nobody knows. */
export function placesBetween(before: List, after: List): readonly number[] | null {
  if (before === after) return NOWHERE;
  const step = steps.get(after);
  return step && step.from === numbers.get(before) ? step.places : null;
}

/** A copy of a list with other items in some places, which whoever followed the list can follow. */
export function withItems<T>(list: readonly T[], items: ReadonlyMap<number, T>): readonly T[] {
  if (items.size === 0) return list;
  const copy = [...list];
  for (const [place, item] of items) copy[place] = item;
  noteStep(list, copy, [...items.keys()]);
  return copy;
}
