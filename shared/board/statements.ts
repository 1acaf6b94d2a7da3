import type { Instant } from '../practice/instant.ts';
import type { Statement, StatementLog } from './board.ts';

/** Statements kept per field of a branch: weeks of an ordinary branch, hours of a very busy one. */
export const STATEMENTS_KEPT = 40;

/** Above 0 when `a` counts before `b`: the later `at`, then the higher `seq`. */
function precedence<T>(a: Statement<T>, b: Statement<T>): number {
  return a.at - b.at || a.seq - b.seq;
}

/**
 * The log with one statement more. The log is the newest `STATEMENTS_KEPT` of everything that was said, so the order,
 * duplication or delay of what comes in does not matter.
 */
export function addStatement<T>(log: StatementLog<T>, statement: Statement<T>): StatementLog<T> {
  if (log.some((known) => known.seq === statement.seq)) return log;
  const place = log.findIndex((known) => precedence(statement, known) > 0);
  const index = place === -1 ? log.length : place;
  return [...log.slice(0, index), statement, ...log.slice(index)].slice(0, STATEMENTS_KEPT);
}

/** What held at `at` as far as is known: the newest statement made then or before. */
export function statementAt<T>(log: StatementLog<T>, at: Instant): Statement<T> | null {
  return log.find((statement) => statement.at <= at) ?? null;
}
