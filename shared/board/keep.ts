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
