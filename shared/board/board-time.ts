import { SERVICES } from '../facts/fact.ts';
import { type Instant, MINUTE } from '../practice/instant.ts';
import type { Board, BranchRecord } from './board.ts';
import type { Audience } from './boundaries.ts';

/** A server does not start whose clock is further from the database's. */
export const CLOCKS_APART_AT_MOST = MINUTE;

/** When the newest statement about a branch was true, of those that the audience sees something of. */
function newestStatement(record: BranchRecord, audience: Audience): Instant {
  const logs = [
    ...SERVICES.map((service) => record.it[service]),
    record.gps,
    record.access,
    record.message,
    record.confirm,
    record.contact,
    ...SERVICES.map((service) => record.probes[service]),
    record.flapping,
    ...(audience === 'staff' ? [record.note, record.signals, record.alert] : []),
  ];
  return Math.max(0, ...logs.map((log) => log[0]?.at ?? 0));
}

/** The same of what was said of the practice: its incidents, its notice, its alert state. */
function newestOfPractice({ incidents, notice, noticeChecks, alert }: Board, audience: Audience): Instant {
  const logs = [notice, ...(audience === 'staff' ? [noticeChecks, alert] : [])];
  const said = incidents.flatMap((record) =>
    audience === 'public' ? record.publicAt : [...record.said, ...record.checks].map(({ at }) => at),
  );
  return Math.max(0, ...logs.map((log) => log[0]?.at ?? 0), ...said);
}

/**
 * The time a board is looked at: the clock's, but not before what was said last. Who stamps reports may be a little
 * ahead of our clock, and a clock can be set back: what was said must not wait for ours to catch up. One wrong time
 * must not move everything either, so the lead ends at a minute; and nothing that only staff see moves what patients do.
 */
export function boardTime(board: Board, now: Instant, audience: Audience): Instant {
  const said = Object.values(board.branches).map((record) => newestStatement(record, audience));
  return Math.min(now + CLOCKS_APART_AT_MOST, Math.max(now, newestOfPractice(board, audience), ...said));
}
