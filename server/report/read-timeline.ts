import type { Fact } from '../../shared/facts/fact.ts';
import { type Actor, answersFor } from '../access/access.ts';
import { readTimeline, type TimelinePage } from '../journal/read.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { branchExists } from './report.queries.ts';
import { isSlug } from './slug.ts';

/**
 * The facts about a branch, newest first, in batches that are read as they are asked for. Throws `not-found`, and
 * `not-allowed` for a lead of other branches.
 */
export async function readBranchTimeline(
  db: Db,
  actor: Actor,
  branch: string,
  page: TimelinePage,
): Promise<AsyncGenerator<readonly Fact[], void, void>> {
  if (!isSlug(branch) || !(await branchExists(db, branch))) {
    throw new AppError('not-found', { detail: 'There is no branch of this name.' });
  }
  if (!answersFor(actor, branch)) throw new AppError('not-allowed', { detail: 'This is not a branch of yours.' });
  return readTimeline(db, branch, page);
}
