import type { Branch } from '../practice/branch.ts';
import { DEFAULT_SETTINGS, type PracticeSettings } from '../practice/settings.ts';
import type { Board, BranchRecord } from './board.ts';
import { createListKeep } from './keep.ts';
import { standingBranch } from './standing-branch.ts';

export function settingsOf(board: Board): PracticeSettings {
  return board.practice?.value ?? DEFAULT_SETTINGS;
}

const records = new WeakMap<Board['branches'], readonly BranchRecord[]>();

/** All of them, in an order that stays while no branch comes or goes. */
export function recordsOf({ branches }: Board): readonly BranchRecord[] {
  const known = records.get(branches) ?? Object.values(branches);
  records.set(branches, known);
  return known;
}

/** Carries the list over to branches of which only those named are others, so that nobody has to make it anew. */
export function carryRecords(before: Board['branches'], after: Board['branches'], changed: Iterable<string>): void {
  const list = records.get(before);
  if (!list || before === after) return;
  const carried = [...list];
  for (const slug of changed) {
    const [was, is] = [before[slug], after[slug]];
    if (!was || !is) return;
    carried[list.indexOf(was)] = is;
  }
  records.set(after, carried);
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
