import { placesBetween } from './list-steps.ts';

type Numbers<N extends string> = { readonly [name in N]: number };

/** Of a list that differs in one place from the last time, what that place adds to whole numbers is taken out and put in. */
export function createSumKeep<K extends object, N extends string>(
  names: readonly N[],
  numbersOf: (key: K) => Numbers<N>,
) {
  const kept = new WeakMap<object, { readonly keys: readonly K[]; readonly sums: Numbers<N> }>();
  const nothing = Object.fromEntries(names.map((name) => [name, 0])) as Numbers<N>;

  function add(sums: Record<N, number>, key: K | undefined, sign: 1 | -1): void {
    if (key === undefined) return;
    const numbers = numbersOf(key);
    for (const name of names) sums[name] += sign * numbers[name];
  }

  return (of: object, keys: readonly K[]): Numbers<N> => {
    const known = kept.get(of);
    if (known?.keys === keys) return known.sums;
    const before = known?.keys.length === keys.length ? known.keys : [];
    const sums: Record<N, number> = { ...(before.length > 0 && known ? known.sums : nothing) };
    for (const index of placesBetween(before, keys) ?? keys.keys()) {
      if (keys[index] === before[index]) continue;
      add(sums, before[index], -1);
      add(sums, keys[index], 1);
    }
    kept.set(of, { keys, sums });
    return sums;
  };
}

/** What was found of a list. */
interface Found<T, F> {
  readonly list: readonly T[];
  readonly found: F;
}

/** Finds something in lists of one story: by what was found before and the places that differ, else anew. */
function createFinding<T, F>(
  find: (list: readonly T[]) => F,
  follow: (known: Found<T, F>, list: readonly T[], places: readonly number[]) => F | null,
) {
  const kept = new WeakMap<object, Found<T, F>>();
  return (of: object, list: readonly T[]): F => {
    const known = kept.get(of);
    const places = known && placesBetween(known.list, list);
    const found = (known && places && follow(known, list, places)) ?? find(list);
    kept.set(of, { list, found });
    return found;
  };
}

/** The greatest number in a list; -Infinity in an empty one. */
export function createGreatestKeep<T>(numberOf: (item: T) => number) {
  return createFinding<T, number>(
    (list) => {
      let greatest = -Infinity;
      for (const item of list) greatest = Math.max(greatest, numberOf(item));
      return greatest;
    },
    ({ list: before, found }, list, places) => {
      let greatest = found;
      for (const place of places) {
        const number = numberOf(list[place] as T);
        if (number >= greatest) greatest = number;
        // With it the greatest may be gone.
        else if (numberOf(before[place] as T) >= found) return null;
      }
      return greatest;
    },
  );
}

/** The places of a list's items of one kind, ascending. */
export function createPlacesKeep<T>(isMeant: (item: T) => boolean) {
  return createFinding<T, readonly number[]>(
    (list) => [...list.keys()].filter((place) => isMeant(list[place] as T)),
    ({ found }, list, places) => {
      if (places.length === 0) return found;
      const others = found.filter((place) => !places.includes(place));
      return [...others, ...places.filter((place) => isMeant(list[place] as T))].sort((a, b) => a - b);
    },
  );
}
