import { HOUR, type Instant } from '../practice/instant.ts';
import { addDays, localDay, startOfDay } from '../practice/local-time.ts';
import { closingOfDay } from '../practice/opening-hours.ts';
import type { OpeningRules } from '../practice/opening-rules.ts';
import type { ServiceState } from '../facts/fact.ts';
import type { Statement, StatementLog } from './board.ts';
import { statementAt } from './statements.ts';

/** After this long a claim of trouble asks to be confirmed. It never lapses: forgetting must not end a notice. */
const CONFIRM_AFTER = 4 * HOUR;

/** Where and when a branch's statements are read. */
export interface Reading {
  readonly rules: OpeningRules;
  readonly zone: string;
  /** What was said up to here counts, and is judged as of here. */
  readonly at: Instant;
}

/** The first midnight after `instant`, local time. */
export function endOfDay(instant: Instant, zone: string): Instant {
  return startOfDay(addDays(localDay(instant, zone), 1), zone);
}

/** The end of the opening day `instant` is in: the last closing of its day, or midnight when that has passed. */
function endOfOpeningDay(instant: Instant, { rules, zone }: Reading): Instant {
  const closing = closingOfDay(rules, instant, zone);
  return closing !== null && closing > instant ? closing : endOfDay(instant, zone);
}

/** When "it works" stops being believed: each confirmation made while it held carries it to the end of its own day. */
function workingHoldsUntil(claim: Statement<ServiceState>, confirms: StatementLog<true>, reading: Reading): Instant {
  let until = endOfOpeningDay(claim.at, reading);
  for (const confirm of confirms.toReversed()) {
    if (confirm.at > claim.at && confirm.at <= Math.min(until, reading.at)) {
      until = Math.max(until, endOfOpeningDay(confirm.at, reading));
    }
  }
  return until;
}

/** The claim about a service that holds at the time of the reading; null when nothing was said or it has lapsed. */
export function heldClaim(
  log: StatementLog<ServiceState>,
  confirms: StatementLog<true>,
  reading: Reading,
): Statement<ServiceState> | null {
  const claim = statementAt(log, reading.at);
  if (!claim || claim.value === 'unknown') return null;
  if (claim.value !== 'working') return claim;
  return reading.at < workingHoldsUntil(claim, confirms, reading) ? claim : null;
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
