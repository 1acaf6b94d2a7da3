import type { Instant } from '../practice/instant.ts';
import { areSame, type Standing } from './keep.ts';
import { noteStep, placesBetween, withItems } from './list-steps.ts';

interface KeptList<K, V> {
  readonly keys: readonly K[];
  readonly from: readonly unknown[];
  readonly beside: readonly unknown[];
  readonly values: readonly V[];
  readonly since: Instant[];
  readonly until: Instant[];
  /** No place was made for later than this, and none ends before that: in between the clock changes nothing. */
  readonly latest: Instant;
  readonly soonest: Instant;
}

const NOTHING: readonly never[] = [];

/**
 * The same of a whole list, for lists that differ in one place from the last time: only the places that are others, or
 * whose time has come, are derived. Where it is known in which places the keys differ, the others are not looked at. The
 * list that comes back is the very same when nothing of it changed, and says in which places it did.
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
    const renewed = renew(list, { keys, from, beside }, now, derive);
    kept.set(of, renewed);
    return renewed.values;
  };
}

function emptyList<K, V>(): KeptList<K, V> {
  const bounds = { latest: -Infinity, soonest: -Infinity };
  return { keys: [], from: [], beside: [], values: [], since: [], until: [], ...bounds };
}

type Given<K> = Pick<KeptList<K, never>, 'keys' | 'from' | 'beside'>;

function renew<K, V>(
  list: KeptList<K, V>,
  given: Given<K>,
  now: Instant,
  derive: (key: K, index: number) => Standing<V>,
): KeptList<K, V> {
  const places = now >= list.latest && now < list.soonest ? placesToRenew(list, given) : null;
  return places === null ? renewAll(list, given, now, derive) : renewPlaces(list, given, now, derive, places);
}

/** The only places that may have to be made anew while the clock ends none; null when nobody knows them. */
function placesToRenew<K>(list: KeptList<K, unknown>, { keys, beside }: Given<K>): readonly number[] | null {
  const ofKeys = placesBetween(list.keys, keys);
  const ofBeside = ofKeys && placesBetween(list.beside, beside);
  if (!ofKeys || !ofBeside || ofBeside.length === 0) return ofBeside && ofKeys;
  return ofKeys.length === 0 ? ofBeside : [...new Set([...ofKeys, ...ofBeside])];
}

function renewPlaces<K, V>(
  list: KeptList<K, V>,
  given: Given<K>,
  now: Instant,
  derive: (key: K, index: number) => Standing<V>,
  places: readonly number[],
): KeptList<K, V> {
  const { since, until } = list;
  const others = new Map<number, V>();
  let { latest, soonest } = list;
  for (const place of places) {
    const key = given.keys[place] as K;
    if (key === list.keys[place] && given.beside[place] === list.beside[place]) continue;
    const made = derive(key, place);
    since[place] = made.since ?? now;
    until[place] = made.until;
    latest = Math.max(latest, since[place] ?? now);
    soonest = Math.min(soonest, made.until);
    if (made.value !== list.values[place]) others.set(place, made.value);
  }
  return { ...given, values: withItems(list.values, others), since, until, latest, soonest };
}

function renewAll<K, V>(
  list: KeptList<K, V>,
  { keys, from, beside }: Given<K>,
  now: Instant,
  derive: (key: K, index: number) => Standing<V>,
): KeptList<K, V> {
  const { since, until } = list;
  const isSameBeside = list.beside === beside;
  const places: number[] = [];
  let values: V[] | null = null;
  let [latest, soonest] = [-Infinity, Infinity];
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] as K;
    const stands = key === list.keys[index] && now >= (since[index] ?? Infinity) && now < (until[index] ?? -Infinity);
    if (!stands || !(isSameBeside || beside[index] === list.beside[index])) {
      const made = derive(key, index);
      since[index] = made.since ?? now;
      until[index] = made.until;
      if (index >= list.values.length || made.value !== list.values[index]) {
        values ??= [...list.values];
        values[index] = made.value;
        places.push(index);
      }
    }
    latest = Math.max(latest, since[index] ?? now);
    soonest = Math.min(soonest, until[index] ?? now);
  }
  if (values && list.values.length === values.length) noteStep(list.values, values, places);
  return { keys, from, beside, values: values ?? list.values, since, until, latest, soonest };
}
