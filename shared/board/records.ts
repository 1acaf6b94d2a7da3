import type { Branch } from '../practice/branch.ts';
import { DEFAULT_SETTINGS, type PracticeSettings } from '../practice/settings.ts';
import type { Board, BranchRecord } from './board.ts';
import { createListKeep } from './list-keep.ts';
import { placesBetween, withItems } from './list-steps.ts';
import { standingBranch } from './standing-branch.ts';

export function settingsOf(board: Board): PracticeSettings {
  return board.practice?.value ?? DEFAULT_SETTINGS;
}

interface Listed {
  readonly slugs: readonly string[];
  readonly records: readonly BranchRecord[];
}

const lists = new WeakMap<Board['branches'], Listed>();

/** All of them, in an order that stays while no branch comes or goes. */
export function recordsOf({ branches }: Board): readonly BranchRecord[] {
  const known = lists.get(branches) ?? { slugs: Object.keys(branches), records: Object.values(branches) };
  lists.set(branches, known);
  return known.records;
}

/** A copy to write into. By the lists, where there are some: an engine copies an object of so many names five times slower. */
export function copyBranches(branches: Board['branches']): Record<string, BranchRecord> {
  const known = lists.get(branches);
  if (!known) return { ...branches };
  const copy: Record<string, BranchRecord> = {};
  for (let place = 0; place < known.slugs.length; place += 1) {
    copy[known.slugs[place] as string] = known.records[place] as BranchRecord;
  }
  return copy;
}

/** Carries the lists over to branches of which only those named are others, so that nobody has to make them anew. */
export function carryRecords(before: Board['branches'], after: Board['branches'], changed: Iterable<string>): void {
  const known = lists.get(before);
  if (!known || before === after) return;
  const others = new Map<number, BranchRecord>();
  for (const slug of changed) {
    const [was, is] = [before[slug], after[slug]];
    if (!was || !is) return;
    if (was !== is) others.set(known.records.indexOf(was), is);
  }
  lists.set(after, { slugs: known.slugs, records: withItems(known.records, others) });
}

/** How the branches are set up. It is the very same while none of them is set up anew. */
export interface SetUp {
  readonly bySlug: ReadonlyMap<string, Branch>;
  /** Places in `recordsOf`, by name; those that are on no page are left out. */
  readonly order: readonly number[];
}

const keepBranches = createListKeep<BranchRecord, Branch | null>();
const setUps = new WeakMap<readonly (Branch | null)[], SetUp>();

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function toSetUp(branches: readonly (Branch | null)[]): SetUp {
  const standing = branches
    .flatMap((branch, place) => (branch ? [{ branch, place }] : []))
    .toSorted((a, b) => compareText(a.branch.name, b.branch.name) || compareText(a.branch.slug, b.branch.slug));
  return {
    bySlug: new Map(standing.map(({ branch }) => [branch.slug, branch])),
    order: standing.map(({ place }) => place),
  };
}

export function setUpOf(board: Board): SetUp {
  const branches = keepBranches(settingsOf(board), recordsOf(board), [], 0, (record) => ({
    value: standingBranch(record),
    until: Infinity,
  }));
  const known = setUps.get(branches) ?? toSetUp(branches);
  setUps.set(branches, known);
  return known;
}

interface Ordered {
  readonly records: readonly BranchRecord[];
  readonly standing: readonly BranchRecord[];
}

const ordered = new WeakMap<SetUp, Ordered>();
const ranks = new WeakMap<SetUp, ReadonlyMap<number, number>>();

/** Where in the order each place of `recordsOf` stands. */
function ranksOf(setUp: SetUp): ReadonlyMap<number, number> {
  const known = ranks.get(setUp) ?? new Map(setUp.order.map((place, rank) => [place, rank]));
  ranks.set(setUp, known);
  return known;
}

/** The records of all branches that are on pages, by name. */
export function standingRecords(board: Board): readonly BranchRecord[] {
  const setUp = setUpOf(board);
  const records = recordsOf(board);
  const known = ordered.get(setUp);
  const places = known && placesBetween(known.records, records);
  const standing = places
    ? withItems(known.standing, new Map(places.flatMap((place) => toRanked(setUp, place, records))))
    : setUp.order.map((place) => records[place] as BranchRecord);
  ordered.set(setUp, { records, standing });
  return standing;
}

function toRanked(setUp: SetUp, place: number, records: readonly BranchRecord[]): readonly [number, BranchRecord][] {
  const rank = ranksOf(setUp).get(place);
  return rank === undefined ? [] : [[rank, records[place] as BranchRecord]];
}
