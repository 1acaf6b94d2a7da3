import { SERVICES } from '../facts/fact.ts';
import { type Instant, MINUTE } from '../practice/instant.ts';
import type { Board, BranchRecord } from './board.ts';
import type { Audience } from './boundaries.ts';
import { createGreatestKeep } from './list-figures.ts';
import { createListKeep } from './list-keep.ts';
import { recordsOf, settingsOf } from './records.ts';

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

const keepNewest: { readonly [A in Audience]: ReturnType<typeof createListKeep<BranchRecord, Instant>> } = {
  public: createListKeep(),
  staff: createListKeep(),
};

const keepGreatest: { readonly [A in Audience]: ReturnType<typeof createGreatestKeep<Instant>> } = {
  public: createGreatestKeep((at) => at),
  staff: createGreatestKeep((at) => at),
};

function newestOfBranches(board: Board, audience: Audience): Instant {
  const ofBranches = keepNewest[audience](settingsOf(board), recordsOf(board), [], 0, (record) => ({
    value: newestStatement(record, audience),
    until: Infinity,
  }));
  return Math.max(0, keepGreatest[audience](settingsOf(board), ofBranches));
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
  const said = Math.max(newestOfPractice(board, audience), newestOfBranches(board, audience));
  return Math.min(now + CLOCKS_APART_AT_MOST, Math.max(now, said));
}
