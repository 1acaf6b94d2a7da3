import { SERVICES, type Service, type ServiceState } from '../facts/fact.ts';
import type { ItState } from '../wire/public-board.ts';
import type { Instant } from '../practice/instant.ts';
import type { BranchRecord, Statement } from './board.ts';
import { confirmDueAt, heldClaim } from './evidence.ts';
import type { Reading } from './reading.ts';
import {
  believedCheck,
  endedByCheck,
  endedByContact,
  fallenSince,
  isTrouble,
  lastBeatBeforeFall,
  readSender,
  type SenderReading,
} from './sender-evidence.ts';
import { statementAt } from './statements.ts';

/** What is known of one IT service, and from whom. */
export interface ServiceReading {
  readonly state: ServiceState;
  /** The claim it rests on; null when it rests on the sender alone, is implied, or is unknown. */
  readonly claim: Statement<ServiceState> | null;
  /** What the sender's own check of it is worth; null when it says nothing. For staff alone. */
  readonly check: Statement<ServiceState> | null;
  /** A person and the sender disagree about it; the worse counts. */
  readonly disputed: boolean;
  /** Nobody said so: it follows from the internet being down. */
  readonly implied: boolean;
  /** A claim of trouble that has waited to be confirmed for too long. */
  readonly confirmDue: boolean;
  /** From when on a claim of trouble asks to be confirmed; null for other claims. */
  readonly confirmDueAt: Instant | null;
}

/** All IT of a branch at one time. */
export interface ItReading {
  readonly overall: ItState;
  readonly services: { readonly [S in Service]: ServiceReading };
  /** Why the internet is called down: by silence alone nobody said so, and no check failed. */
  readonly byWord: 'silence' | 'check' | 'statement' | null;
  /** The contact comes and goes, and that is all that is wrong with the line. */
  readonly intermittent: boolean;
  readonly disputed: boolean;
  readonly sender: SenderReading;
}

/** Services that need the line: without it they are down unless somebody, or a check, said otherwise. */
const NEEDS_INTERNET: readonly Service[] = ['records', 'online', 'prescriptions'];

const SEVERITY = { unknown: 0, working: 1, degraded: 2, down: 3 } as const satisfies Record<ServiceState, number>;

const NOT_KNOWN: ServiceReading = {
  state: 'unknown',
  claim: null,
  check: null,
  disputed: false,
  implied: false,
  confirmDue: false,
  confirmDueAt: null,
};

function worst(...states: readonly ServiceState[]): ServiceState {
  return states.reduce((one, other) => (SEVERITY[other] > SEVERITY[one] ? other : one), 'unknown');
}

/** What a sender shows of a service, and since when that is trouble; null while it is none. */
interface Sensed {
  readonly state: ServiceState;
  readonly troubleSince: Instant | null;
}

/**
 * "It works", said before it failed, is only old. And "it works partly" beside a check that passes is no quarrel: a check
 * sees only whether something answers.
 */
function disagree({ value, at }: Statement<ServiceState>, { state, troubleSince }: Sensed): boolean {
  if (value === 'down') return state === 'working' || state === 'degraded';
  const isBetter = value === 'working' || (value === 'degraded' && state === 'down');
  return isBetter && troubleSince !== null && at >= troubleSince;
}

/** What people say of a service, without what its sender has proved to be over. */
function standingClaim(service: Service, record: BranchRecord, reading: Reading): Statement<ServiceState> | null {
  const held = heldClaim(service, record, reading);
  if (!held || held.value === 'working') return held;
  const { contact, probes } = record;
  const over =
    (service === 'internet' && endedByContact(contact, held.at, reading.at)) ||
    endedByCheck(probes[service], contact, held.at, reading.at);
  return over ? null : held;
}

/** What is claimed and what the sender shows, as one: the worse counts. */
function toReading(
  claim: Statement<ServiceState> | null,
  check: Statement<ServiceState> | null,
  sensed: Sensed,
  record: BranchRecord,
  reading: Reading,
): ServiceReading {
  const claimed = claim?.value ?? 'unknown';
  const disputed = claim !== null && disagree(claim, sensed);
  const { state } = sensed;
  if (!claim || SEVERITY[state] > SEVERITY[claimed]) return { ...NOT_KNOWN, state, check, disputed };
  const due = confirmDueAt(claim, record.confirm, reading.at);
  return {
    state: claimed,
    claim,
    check,
    disputed,
    implied: false,
    confirmDue: due !== null && reading.at >= due,
    confirmDueAt: due,
  };
}

interface LineReading {
  readonly service: ServiceReading;
  readonly byWord: ItReading['byWord'];
  readonly intermittent: boolean;
  /** Since when it is down; null when it is not. */
  readonly downSince: Instant | null;
}

function sensedByCheck(check: Statement<ServiceState> | null): Sensed {
  if (!check) return { state: 'unknown', troubleSince: null };
  return { state: check.value, troubleSince: isTrouble(check.value) ? check.at : null };
}

/** What contact and a check of its own show of the line. */
function sensedLine(
  record: BranchRecord,
  sender: SenderReading,
  check: Statement<ServiceState> | null,
  at: Instant,
): Sensed {
  const found = sensedByCheck(check);
  const fallen = lastBeatBeforeFall(record.contact, at);
  const since = [found.troubleSince, fallen].filter((moment) => moment !== null);
  return {
    state: worst(lineBySender(sender), found.state),
    troubleSince: since.length > 0 ? Math.min(...since) : null,
  };
}

function lineBySender(sender: SenderReading): ServiceState {
  if (sender.state === 'lost' || sender.state === 'recovering') return 'down';
  return sender.heard ? 'working' : 'unknown';
}

function readLine(record: BranchRecord, sender: SenderReading, reading: Reading): LineReading {
  const claim = standingClaim('internet', record, reading);
  const check = believedCheck(record.probes.internet, sender, reading.at);
  const service = toReading(claim, check, sensedLine(record, sender, check, reading.at), record, reading);
  if (service.state !== 'down') {
    const comesAndGoes = statementAt(record.flapping, reading.at)?.value === true;
    if (!comesAndGoes || isTrouble(service.state))
      return { service, byWord: null, intermittent: false, downSince: null };
    const { disputed } = service;
    return {
      service: { ...NOT_KNOWN, state: 'degraded', check, disputed },
      byWord: null,
      intermittent: true,
      downSince: null,
    };
  }
  if (service.claim) return { service, byWord: 'statement', intermittent: false, downSince: service.claim.at };
  const failedAt = check?.value === 'down' ? check.at : null;
  const silentAt = fallenSince(record.contact, reading.at);
  return {
    service,
    byWord: failedAt === null ? 'silence' : 'check',
    intermittent: false,
    downSince: Math.max(failedAt ?? 0, silentAt ?? 0),
  };
}

/** Whether somebody says that a service works although the line is down: a person since, or a check. */
function isSaidOtherwise(
  { downSince, byWord }: LineReading,
  claim: Statement<ServiceState> | null,
  check: Statement<ServiceState> | null,
): boolean {
  if (downSince === null || (claim && claim.at >= downSince)) return true;
  // Checks are made together: one that passes beside one that fails is as new as it.
  return check !== null && (check.at >= downSince || byWord === 'check');
}

function readService(
  service: Service,
  line: LineReading,
  record: BranchRecord,
  sender: SenderReading,
  reading: Reading,
): ServiceReading {
  const claim = standingClaim(service, record, reading);
  const check = believedCheck(record.probes[service], sender, reading.at);
  const own = toReading(claim, check, sensedByCheck(check), record, reading);
  const hangsOnLine = line.downSince !== null && NEEDS_INTERNET.includes(service);
  if (!hangsOnLine || own.state === 'down' || isSaidOtherwise(line, claim, check)) return own;
  return { ...NOT_KNOWN, state: 'down', check, implied: true };
}

function deriveOverall(services: ItReading['services']): ItState {
  const { internet, records, phones } = services;
  // The practice works doctor-first: it lives by phone, so phones weigh as much as the line and the records.
  if ([internet, records, phones].some(({ state }) => state === 'down')) return 'down';
  if (SERVICES.some((service) => isTrouble(services[service].state))) return 'degraded';
  return internet.state === 'unknown' && records.state === 'unknown' ? 'unknown' : 'up';
}

/** All IT of a branch as of the reading, with what follows from a lost line. */
export function deriveIt(record: BranchRecord, reading: Reading): ItReading {
  const sender = readSender(record, reading);
  const line = readLine(record, sender, reading);
  const services = {
    internet: line.service,
    records: readService('records', line, record, sender, reading),
    phones: readService('phones', line, record, sender, reading),
    online: readService('online', line, record, sender, reading),
    prescriptions: readService('prescriptions', line, record, sender, reading),
  };
  return {
    overall: deriveOverall(services),
    services,
    byWord: line.byWord,
    intermittent: line.intermittent,
    disputed: SERVICES.some((service) => services[service].disputed),
    sender,
  };
}
