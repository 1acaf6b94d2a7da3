import type { Instant } from '../practice/instant.ts';

/** A value, and until when it stands; from then on it is made again. */
export interface Standing<V> {
  readonly value: V;
  readonly until: Instant;
  /** From when on it would have been the same; the time it was made at when that is left out. */
  readonly since?: Instant;
}

export function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
}

/**
 * Keeps what is derived of a thing that never changes, for as long as the other things it was derived `from` are the same
 * and the clock has not reached the time up to which it stands. A practice of 1,800 branches derives the one that somebody
 * spoke of, and not all of them. It is as if it were derived each time: only quicker.
 */
export function createKeep<K extends object, V>() {
  const kept = new WeakMap<K, Required<Standing<V>> & { readonly from: readonly unknown[] }>();
  return (key: K, from: readonly unknown[], now: Instant, derive: () => Standing<V>): Required<Standing<V>> => {
    const known = kept.get(key);
    if (known && now >= known.since && now < known.until && areSame(known.from, from)) return known;
    const { value, until, since = now } = derive();
    const made = { value, until, since, from };
    kept.set(key, made);
    return made;
  };
}

interface KeptList<K, V> {
  readonly keys: readonly K[];
  readonly from: readonly unknown[];
  readonly beside: readonly unknown[];
  readonly values: readonly V[];
  readonly since: Instant[];
  readonly until: Instant[];
}

const NOTHING: readonly never[] = [];

/**
 * The same of a whole list, for lists that differ in one place from the last time: what a place cost is a look at its
 * key, and only the places that are others, or whose time has come, are derived. The list that comes back is the very
 * same when nothing of it changed, so that what follows from it need not look at its places.
 *
 * `of` is what makes two lists one story, such as the settings of a practice: two practices in one process do not
 * disturb each other. `from` counts for all places, `beside` for each its own.
 */
export function createListKeep<K extends object, V>() {
  const kept = new WeakMap<object, KeptList<K, V>>();
  return (
    of: object,
    keys: readonly K[],
    from: readonly unknown[],
    now: Instant,
    derive: (key: K, index: number) => Standing<V>,
    beside: readonly unknown[] = NOTHING,
  ): readonly V[] => {
    const known = kept.get(of);
    // What throws on the way must not leave places that are of two lists.
    kept.delete(of);
    const isAlike = known?.keys.length === keys.length && areSame(known.from, from);
    const list = isAlike && known ? known : emptyList<K, V>();
    const values = renew(list, keys, now, derive, beside);
    kept.set(of, { keys, from, beside, values, since: list.since, until: list.until });
    return values;
  };
}

function emptyList<K, V>(): KeptList<K, V> {
  return { keys: [], from: [], beside: [], values: [], since: [], until: [] };
}

function renew<K, V>(
  list: KeptList<K, V>,
  keys: readonly K[],
  now: Instant,
  derive: (key: K, index: number) => Standing<V>,
  beside: readonly unknown[],
): readonly V[] {
  const { since, until } = list;
  const isSameBeside = list.beside === beside;
  let values: V[] | null = null;
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] as K;
    const stands = key === list.keys[index] && now >= (since[index] ?? Infinity) && now < (until[index] ?? -Infinity);
    if (stands && (isSameBeside || beside[index] === list.beside[index])) continue;
    const made = derive(key, index);
    since[index] = made.since ?? now;
    until[index] = made.until;
    if (index < list.values.length && made.value === list.values[index]) continue;
    values ??= [...list.values];
    values[index] = made.value;
  }
  return values ?? list.values;
}

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
    for (let index = 0; index < keys.length; index += 1) {
      if (keys[index] === before[index]) continue;
      add(sums, before[index], -1);
      add(sums, keys[index], 1);
    }
    kept.set(of, { keys, sums });
    return sums;
  };
}
