import { openedAt } from '../contact/opened-at.ts';
import { type ContactState, SERVICES, type ServiceState } from '../facts/fact.ts';
import { HOUR, type Instant, MINUTE } from '../practice/instant.ts';
import type { BranchRecord, Contact, Statement, StatementLog } from './board.ts';
import type { Reading } from './reading.ts';
import { statementAt } from './statements.ts';

/** A check that has passed for so long ends what a person said of trouble. */
const CHECK_WELL_FOR = 5 * MINUTE;
/** "It works" holds for so long where the sender agrees. */
export const AGREED_FOR = 24 * HOUR;

/** What a sender's contact is worth at one time. */
export interface SenderReading {
  /** It is heard, and was so since the branch opened: what it finds well may be believed. */
  readonly heard: boolean;
  /** null: patients were never told of it. */
  readonly state: ContactState | null;
  /** When it was last LOST; null when it never was. */
  readonly lostAt: Instant | null;
}

/** LOST, or beating again and not trusted yet. */
function isFallen({ value }: Statement<Contact>): boolean {
  return value.state === 'lost' || value.state === 'recovering';
}

/**
 * A sender that goes on beating says nothing new, and PCs are off at night: that one was heard yesterday proves nothing
 * of today. The contact rules tell once in each opening that it is heard.
 */
function isHeardSinceOpening({ at, value }: Statement<Contact>, reading: Reading): boolean {
  const opened = openedAt(reading.rules, reading.at, reading.zone);
  return value.state === 'heard' && (opened === null || (value.lastBeatAt ?? at) >= opened);
}

/** A branch's sender as of the reading. */
export function readSender({ contact }: BranchRecord, reading: Reading): SenderReading {
  const said = statementAt(contact, reading.at);
  if (!said) return { heard: false, state: null, lostAt: null };
  const lost = contact.find(({ at, value }) => at <= reading.at && value.state === 'lost');
  return { heard: isHeardSinceOpening(said, reading), state: said.value.state, lostAt: lost?.at ?? null };
}

export function isTrouble(state: ServiceState | undefined): boolean {
  return state === 'down' || state === 'degraded';
}

/**
 * What the sender's own check of a service is worth: null when there is none, or it says nothing any more. A check that
 * fails counts until another result is heard: silence heals nothing. One that passes counts while the sender is heard,
 * or when it was made on the way back.
 */
export function believedCheck(
  log: StatementLog<ServiceState>,
  sender: SenderReading,
  at: Instant,
): Statement<ServiceState> | null {
  const found = statementAt(log, at);
  if (!found || found.value === 'unknown') return null;
  if (isTrouble(found.value) || sender.heard) return found;
  const wasMadeSince = sender.lostAt !== null && found.at >= sender.lostAt;
  return sender.state === 'recovering' && wasMadeSince ? found : null;
}

/** The sender is heard, and none of its checks fails. */
export function senderAgrees(record: BranchRecord, reading: Reading): boolean {
  const sender = readSender(record, reading);
  return sender.heard && !SERVICES.some((service) => isTrouble(statementAt(record.probes[service], reading.at)?.value));
}

/** The signal by which the sender fell into the silence it is in at `at`; null when it is in none. */
function fallAt(log: StatementLog<Contact>, at: Instant): Statement<Contact> | null {
  const past = log.filter((said) => said.at <= at);
  const well = past.findIndex((said) => !isFallen(said));
  return past.slice(0, well === -1 ? past.length : well).at(-1) ?? null;
}

/** When the sender fell into the silence it is in at `at`; null when it is in none. */
export function fallenSince(log: StatementLog<Contact>, at: Instant): Instant | null {
  return fallAt(log, at)?.at ?? null;
}

/** The last good beat before that silence: what a person said since then was said against it. */
export function lastBeatBeforeFall(log: StatementLog<Contact>, at: Instant): Instant | null {
  const fall = fallAt(log, at);
  return fall && silentFrom(fall);
}

/**
 * A sender that was LOST at `since` or later and came back through RECOVERING proves that a claimed outage is over,
 * whatever it shows after that.
 */
export function endedByContact(log: StatementLog<Contact>, since: Instant, at: Instant): boolean {
  const past = log.filter((said) => said.at <= at);
  return past.some(({ value }, index) => {
    const before = past[index + 1];
    return value.state === 'heard' && before?.value.state === 'recovering' && before.at > since;
  });
}

/** From the last good beat on, a LOST sender has checked nothing. */
function silentFrom({ at, value }: Statement<Contact>): Instant {
  return value.state === 'lost' ? Math.min(at, value.lastBeatAt ?? at) : at;
}

/**
 * A check that failed at `since` or later, or whose sender was LOST then, and that has since passed for 5 minutes without
 * a gap, proves that a claimed outage is over, whatever it shows after that.
 */
export function endedByCheck(
  checks: StatementLog<ServiceState>,
  contact: StatementLog<Contact>,
  since: Instant,
  at: Instant,
): boolean {
  if (checks.length === 0) return false;
  const past = contact.filter((said) => said.at <= at);
  const changes = [...checks.map((said) => said.at), ...past.map(silentFrom)];
  const moments = [since, ...changes.filter((moment) => moment > since && moment < at)].sort((a, b) => a - b);
  let hadTrouble = false;
  let wellFrom: Instant | null = null;
  return moments.some((moment, index) => {
    const found = statementAt(checks, moment)?.value ?? 'unknown';
    const isLost = past.find((said) => silentFrom(said) <= moment)?.value.state === 'lost';
    if (isLost || isTrouble(found)) hadTrouble = true;
    wellFrom = hadTrouble && !isLost && found === 'working' ? (wellFrom ?? moment) : null;
    return wellFrom !== null && (moments[index + 1] ?? at) - wellFrom >= CHECK_WELL_FOR;
  });
}

/**
 * Moments at which what people said counts for more or less by the clock alone, because of what their sender shows:
 * when a check may have passed for long enough, and when an agreed "it works" is a day old.
 */
export function senderMoments(record: BranchRecord): readonly Instant[] {
  if (record.contact.length === 0) return [];
  const claims = SERVICES.flatMap((service) => record.it[service]);
  const works = claims.filter(({ value }) => value === 'working').map(({ at }) => at);
  const agreed = [...works, ...(works.length > 0 ? record.confirm.map(({ at }) => at) : [])];
  const firstTrouble = Math.min(...claims.filter(({ value }) => isTrouble(value)).map(({ at }) => at));
  const passed = [
    ...SERVICES.flatMap((service) => record.probes[service]).filter(({ value }) => value === 'working'),
    ...record.contact.filter(({ value }) => value.state !== 'lost'),
  ].filter(({ at }) => at >= firstTrouble);
  return [...agreed.map((at) => at + AGREED_FOR), ...passed.map(({ at }) => at + CHECK_WELL_FOR)];
}
