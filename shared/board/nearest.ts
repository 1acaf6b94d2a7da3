import { type Instant, MINUTE } from '../practice/instant.ts';
import { distanceKm } from '../practice/distance.ts';
import type { Branch } from '../practice/branch.ts';
import type { PracticeSettings } from '../practice/settings.ts';
import type { BranchSituation } from './branch-state.ts';
import { areSame } from './keep.ts';
import { createPlacesKeep } from './list-figures.ts';
import { createListKeep } from './list-keep.ts';
import { placesBetween, withItems } from './list-steps.ts';

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

/** The clock alone ends it when the branch is about to close. */
function helpsUntil({ situation: { opening } }: SituatedBranch, settings: PracticeSettings, now: Instant): Instant {
  const last = opening === null ? -Infinity : opening.to - settings.helpOpenMinutes * MINUTE;
  return last >= now ? last + 1 : Infinity;
}

/** A little less than a degree of latitude is long, so that rounding leaves nobody out. */
const KM_OF_A_DEGREE = 111;

interface Near {
  readonly branch: Branch;
  readonly km: number;
}

/** Puts one in its place: nearest first, two at the same distance by their slugs; at most so many. */
function withNear(nearest: readonly Near[], other: Near, atMost: number): readonly Near[] {
  const isNearer = ({ branch, km }: Near) => other.km < km || (other.km === km && other.branch.slug < branch.slug);
  const place = nearest.findIndex(isNearer);
  if (place === -1) return nearest.length < atMost ? [...nearest, other] : nearest;
  return [...nearest.slice(0, place), other, ...nearest.slice(place)].slice(0, atMost);
}

type Helpers = readonly (Branch | null)[];

const keepLatitudes = createListKeep<SituatedBranch, number>();

/** Side by side, so that a search does not go to each branch; NaN where nobody knows. */
function latitudesOf(branches: readonly SituatedBranch[], settings: PracticeSettings): readonly number[] {
  return keepLatitudes(settings, branches, [], 0, ({ branch }) => ({
    value: branch.position?.lat ?? Number.NaN,
    until: Infinity,
  }));
}

/** The nearest of those that are found and of more that can help, nearest first; none when nobody knows where `from` is. */
function nearestOf(
  from: Branch,
  helpers: Helpers,
  latitudes: readonly number[],
  atMost: number,
  found: readonly Near[] = [],
): readonly Near[] {
  const { position } = from;
  if (!position) return found;
  let nearest = found;
  let last = atMost > nearest.length ? Infinity : (nearest.at(-1)?.km ?? 0);
  for (let index = 0; index < helpers.length; index += 1) {
    // Two places are at least as far apart as their parallels are: most are left out by that alone.
    if (Math.abs((latitudes[index] ?? Number.NaN) - position.lat) * KM_OF_A_DEGREE > last) continue;
    const branch = helpers[index];
    const place = branch?.position;
    if (!place || branch.slug === from.slug) continue;
    nearest = withNear(nearest, { branch, km: distanceKm(position, place) }, atMost);
    last = atMost > nearest.length ? Infinity : (nearest.at(-1)?.km ?? 0);
  }
  return nearest;
}

/** More that began or ceased to be able to help than this, as when the doors open, and all is looked for anew. */
const FOLLOWED_AT_MOST = 8;

interface Turn {
  readonly gone: readonly Branch[];
  readonly come: readonly Branch[];
}

/** Who began and who ceased to be able to help; null when those are many, or the lists are not of the same branches. */
function turnOf(before: Helpers, after: Helpers): Turn | null {
  if (before.length !== after.length) return null;
  const places = placesBetween(before, after);
  const gone: Branch[] = [];
  const come: Branch[] = [];
  for (const place of places ?? after.keys()) {
    const was = before[place];
    const helper = after[place];
    if (was === helper) continue;
    if (was) gone.push(was);
    if (helper) come.push(helper);
    if (gone.length + come.length > FOLLOWED_AT_MOST) return null;
  }
  return { gone, come };
}

/** What is known of where to send the patients of one branch; null for one whose patients need not be sent. */
interface Sent {
  readonly from: Branch;
  readonly nearest: readonly Near[];
  readonly slugs: readonly string[];
}

interface KnownSent {
  readonly helpers: Helpers;
  /** Of those in need, by their places. */
  readonly sent: ReadonlyMap<number, Sent>;
  /** Of all branches. */
  readonly slugs: readonly (readonly string[])[];
}

function followed({ nearest, from }: Sent, { gone, come }: Turn, again: () => readonly Near[], atMost: number) {
  // What is behind the one that is gone was not kept.
  if (nearest.some(({ branch }) => gone.includes(branch))) return again();
  const latitudes = come.map(({ position }) => position?.lat ?? Number.NaN);
  return nearestOf(from, come, latitudes, atMost, nearest);
}

function toSent(from: Branch, known: Sent | null, nearest: readonly Near[]): Sent {
  if (known?.from === from && known.nearest === nearest) return known;
  const slugs = nearest.map(({ branch }) => branch.slug);
  return { from, nearest, slugs: known && areSame(known.slugs, slugs) ? known.slugs : slugs };
}

const keepHelpers = createListKeep<SituatedBranch, Branch | null>();
const keepNeeds = createListKeep<SituatedBranch, Branch | null>();
const keepNeedy = createPlacesKeep<Branch | null>((from) => from !== null);
const knownSent = new WeakMap<PracticeSettings, KnownSent>();
const NONE: readonly string[] = [];

/** Of each branch the slugs it names; the very same list while none names others. */
function slugsOf(known: KnownSent | undefined, sent: KnownSent['sent'], count: number): KnownSent['slugs'] {
  const before = known?.slugs.length === count ? known : null;
  const slugs = before?.slugs ?? Array.from({ length: count }, () => NONE);
  const places = [...(before?.sent.keys() ?? []), ...sent.keys()];
  const others = places.map((place) => [place, sent.get(place)?.slugs ?? NONE] as const);
  return withItems(slugs, new Map(others.filter(([place, names]) => names !== slugs[place])));
}

function isInNeed({ situation: { state } }: SituatedBranch): boolean {
  return state === 'degraded' || state === 'limited';
}

/**
 * Of each branch the slugs of the nearest that can help its patients, nearest first; of one that is in no need none. What
 * one branch says may change what others say: of those in need, the ones that named it, and the ones it is near to.
 */
export function deriveAlternatives(
  branches: readonly SituatedBranch[],
  settings: PracticeSettings,
  now: Instant,
): readonly (readonly string[])[] {
  const atMost = settings.helpAtMost;
  const helpers = keepHelpers(settings, branches, [], now, (one) => ({
    value: canHelp(one, settings, now) ? one.branch : null,
    until: helpsUntil(one, settings, now),
  }));
  const needs = keepNeeds(settings, branches, [], 0, (one) => ({
    value: isInNeed(one) ? one.branch : null,
    until: Infinity,
  }));
  const latitudes = latitudesOf(branches, settings);
  const known = knownSent.get(settings);
  const turn = known ? turnOf(known.helpers, helpers) : null;
  const sent = new Map<number, Sent>();
  for (const place of keepNeedy(settings, needs)) {
    const from = needs[place] as Branch;
    const before = known?.sent.get(place) ?? null;
    const stands = turn !== null && before?.from === from;
    const anew = () => nearestOf(from, helpers, latitudes, atMost);
    sent.set(place, toSent(from, before, stands ? followed(before, turn, anew, atMost) : anew()));
  }
  const slugs = slugsOf(known, sent, needs.length);
  knownSent.set(settings, { helpers, sent, slugs });
  return slugs;
}
