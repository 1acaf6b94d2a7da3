import type { Transaction } from 'kysely';
import type { Board } from '../../shared/board/board.ts';
import { foldFacts } from '../../shared/board/fold.ts';
import type { Database } from '../platform/database.types.ts';
import { branchExists, readReportsSince } from './report.queries.ts';

/**
 * The board with all that was reported of a branch up to this moment: the one in memory may be a little behind. Hold the
 * journal first. null: the practice has no such branch any more.
 */
export async function readReported(trx: Transaction<Database>, board: Board, branch: string): Promise<Board | null> {
  if (!(await branchExists(trx, branch))) return null;
  return foldFacts(board, await readReportsSince(trx, [branch], 0));
}
