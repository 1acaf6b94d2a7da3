import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { lockPersonsReportRight } from './sessions.queries.ts';
import { lockTokensReportRight } from './tokens.queries.ts';

/** Throws `not-allowed` unless the actor may report for the branch, as the database has it until the commit. */
export async function requireReportRight(
  trx: Transaction<Database>,
  actor: string,
  branch: string,
  now: Instant,
): Promise<void> {
  if (await lockPersonsReportRight(trx, actor, branch, now)) return;
  if (await lockTokensReportRight(trx, actor, branch, now)) return;
  throw new AppError('not-allowed', { detail: 'You may not report for this branch. Nothing was saved.' });
}
