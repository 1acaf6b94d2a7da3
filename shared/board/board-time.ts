import { SERVICES } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import type { Board, BranchRecord } from './board.ts';

/** When the newest statement about a branch was true. */
function newestStatement(record: BranchRecord): Instant {
  const logs = [
    ...SERVICES.map((service) => record.it[service]),
    record.gps,
    record.access,
    record.message,
    record.note,
    record.confirm,
    record.signals,
  ];
  return Math.max(0, ...logs.map((log) => log[0]?.at ?? 0));
}

/**
 * The time a board is looked at: the clock's, but never before what was said last. Another instance's clock may be a
 * little ahead of ours, and a clock can be set back: what was said must not wait for ours to catch up.
 */
export function boardTime(board: Board, now: Instant): Instant {
  return Math.max(now, ...Object.values(board.branches).map(newestStatement));
}
