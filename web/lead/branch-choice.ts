import { isOfOperations } from '../../shared/people/roles.ts';
import type { Session } from '../../shared/wire/session.ts';
import type { StaffBranch } from '../../shared/wire/staff-board.ts';

/** The branches somebody may speak of, and the one that the page is about. */
export interface BranchChoice {
  readonly branches: readonly StaffBranch[];
  /** null: a choice has to be made first, or there is none. */
  readonly chosen: StaffBranch | null;
  /** Spoken for by operations, not by a lead of it. */
  readonly onBehalf: boolean;
}

/** `wanted` in the order of their weight: what the address says, what was chosen on this device. */
export function chooseBranch(
  all: readonly StaffBranch[],
  session: Pick<Session, 'role' | 'branches'>,
  wanted: readonly (string | null)[],
): BranchChoice {
  const onBehalf = isOfOperations(session.role);
  const branches = onBehalf ? all : all.filter(({ slug }) => session.branches.includes(slug));
  const find = (slug: string | null) => branches.find((branch) => branch.slug === slug);
  const chosen = wanted.map(find).find((branch) => branch !== undefined) ?? null;
  // A lead has one's own branch first; for operations no branch is more likely than another.
  const first = onBehalf ? null : (session.branches.map(find).find((branch) => branch !== undefined) ?? null);
  return { branches, chosen: chosen ?? first, onBehalf };
}

const KEPT = 'branchboard-lead-branch';

/** The branch that was chosen on this device. A browser may keep nothing: then one chooses anew. */
export function keptBranch(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

export function keepBranch(slug: string): void {
  try {
    localStorage.setItem(KEPT, slug);
  } catch {
    // Nothing depends on it.
  }
}
