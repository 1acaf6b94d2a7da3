import { type TileLook, tileLook } from './tile.ts';
import type { StaffBranch } from '../wire/staff-board.ts';

/** Places that stay fixed, as the practice has its branches, or the branches in trouble first. */
export type TileOrder = 'fixed' | 'trouble';

const RANKS: { readonly [L in TileLook]: number } = {
  degraded: 0,
  silent: 1,
  limited: 2,
  unknown: 3,
  normal: 4,
  closed: 5,
};

function rankOf(branch: StaffBranch): number {
  const isAsked = branch.disputed || Object.values(branch.services).some(({ confirmDue }) => confirmDue);
  return Math.min(RANKS[tileLook(branch)], isAsked ? RANKS.unknown : RANKS.closed);
}

/** The branches in the order of their tiles; within the same trouble they keep their fixed order. */
export function orderBranches(branches: readonly StaffBranch[], order: TileOrder): readonly StaffBranch[] {
  return order === 'fixed' ? branches : branches.toSorted((a, b) => rankOf(a) - rankOf(b));
}
