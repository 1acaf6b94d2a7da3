import { HOUR, type Instant } from '../practice/instant.ts';
import { addDays, localDay, startOfDay } from '../practice/local-time.ts';
import { closingOfDay } from '../practice/opening-hours.ts';
import type { Service, ServiceState } from '../facts/fact.ts';
import type { BranchRecord, Statement, StatementLog } from './board.ts';
import type { Reading } from './reading.ts';
import { AGREED_FOR, senderAgrees } from './sender-evidence.ts';
import { statementAt } from './statements.ts';

/** After this long a claim of trouble asks to be confirmed. It never lapses: forgetting must not end a notice. */
const CONFIRM_AFTER = 4 * HOUR;

/** The first midnight after `instant`, local time. */
function endOfDay(instant: Instant, zone: string): Instant {
  return startOfDay(addDays(localDay(instant, zone), 1), zone);
}

/** The end of the opening day `instant` is in: the last closing of its day, or midnight when that has passed. */
function endOfOpeningDay(instant: Instant, { rules, zone }: Reading): Instant {
  const closing = closingOfDay(rules, instant, zone);
  return closing !== null && closing > instant ? closing : endOfDay(instant, zone);
}

/**
 * Whether "it works", said at `saidAt`, is still believed: until the end of its opening day, and for 24 hours where the
 * sender agrees. Each confirmation made while it held carries it on as if it had been said then.
 */
function isWorkingHeld(saidAt: Instant, record: BranchRecord, reading: Reading): boolean {
  const agreesAt = (at: Instant) => senderAgrees(record, { rules: reading.rules, zone: reading.zone, at });
  let from = saidAt;
  let until = endOfOpeningDay(saidAt, reading);
  const isHeldAt = (at: Instant, isLast: boolean) =>
    (isLast ? at < until : at <= until) || (at < from + AGREED_FOR && agreesAt(at));
  for (const confirm of record.confirm.toReversed()) {
    if (confirm.at > from && confirm.at <= reading.at && isHeldAt(confirm.at, false)) {
      from = confirm.at;
      until = Math.max(until, endOfOpeningDay(confirm.at, reading));
    }
  }
  return isHeldAt(reading.at, true);
}

/** The claim about a service that holds at the time of the reading; null when nothing was said or it has lapsed. */
export function heldClaim(service: Service, record: BranchRecord, reading: Reading): Statement<ServiceState> | null {
  const claim = statementAt(record.it[service], reading.at);
  if (!claim || claim.value === 'unknown') return null;
  return claim.value !== 'working' || isWorkingHeld(claim.at, record, reading) ? claim : null;
}

/** Since when a claim of trouble waits to be confirmed; null for other claims. May lie after the reading. */
export function confirmDueAt(
  claim: Statement<ServiceState>,
  confirms: StatementLog<true>,
  at: Instant,
): Instant | null {
  if (claim.value !== 'down' && claim.value !== 'degraded') return null;
  const confirmed = statementAt(confirms, at);
  return Math.max(claim.at, confirmed?.at ?? 0) + CONFIRM_AFTER;
}

/** A statement that holds only on the local day it was made. */
export function heldToday<T>(log: StatementLog<T>, reading: Reading): Statement<T> | null {
  const said = statementAt(log, reading.at);
  return said && reading.at < endOfDay(said.at, reading.zone) ? said : null;
}
