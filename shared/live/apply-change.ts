import { toIso } from '../practice/instant.ts';
import type { ViewPosition } from '../wire/position.ts';
import type { BoardChange, BranchOf, LiveBoardBody } from './frame.ts';

/**
 * The board after a change. Branches keep their places, so that nothing moves under a reader's finger; a branch
 * that was not there comes last. Only for a change whose `prev` is the board's position: see `followFrame`.
 */
export function applyChange<B extends LiveBoardBody>(board: B, position: ViewPosition, change: BoardChange<B>): B {
  return {
    ...board,
    seq: position.seq,
    edge: toIso(position.edge),
    branches: replaceBranches<B>(board.branches, change.branches),
    ...(change.notice === undefined ? {} : { notice: change.notice }),
    ...(change.summary === undefined ? {} : { summary: change.summary }),
    ...(change.incidents === undefined ? {} : { incidents: change.incidents }),
    ...(change.extra === undefined ? {} : change.extra),
  };
}

function replaceBranches<B extends LiveBoardBody>(
  branches: readonly BranchOf<B>[],
  changed: readonly BranchOf<B>[],
): readonly BranchOf<B>[] {
  if (changed.length === 0) return branches;
  const left = new Map(changed.map((branch) => [branch.slug, branch]));
  const kept = branches.map((branch) => {
    const next = left.get(branch.slug) ?? branch;
    left.delete(branch.slug);
    return next;
  });
  return [...kept, ...left.values()];
}
