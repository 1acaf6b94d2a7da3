import type { Branch } from '../practice/branch.ts';
import type { BranchRecord } from './board.ts';

/** The branch of a record as it is set up; null while it is not, and once it is retired: then it is on no page. */
export function standingBranch({ setting }: BranchRecord): Branch | null {
  return setting && !setting.value.retired ? setting.value : null;
}
