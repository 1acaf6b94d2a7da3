import { SERVICES, type Service, type ServiceState } from '../facts/fact.ts';
import type { ItState } from '../wire/public-board.ts';
import type { Instant } from '../practice/instant.ts';
import type { BranchRecord, Contact, Statement, StatementLog } from './board.ts';
import { confirmDueAt, heldClaim, type Reading } from './evidence.ts';
import { statementAt } from './statements.ts';

/** What is known of one IT service, and from whom. */
export interface ServiceReading {
  readonly state: ServiceState;
  /** The claim it rests on; null when it rests on the sender alone, is implied, or is unknown. */
  readonly claim: Statement<ServiceState> | null;
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
  /** The internet is called down by silence alone: nobody said so, no check failed. */
  readonly byWord: 'silence' | 'statement' | null;
  /** A person and the sender disagree about the internet; the worse counts. */
  readonly disputed: boolean;
}

/** Services that need the line: without it they are down unless somebody said otherwise. */
const NEEDS_INTERNET: readonly Service[] = ['records', 'online', 'prescriptions'];

const SEVERITY = { unknown: 0, working: 1, degraded: 2, down: 3 } as const satisfies Record<ServiceState, number>;

const NOT_KNOWN: ServiceReading = {
  state: 'unknown',
  claim: null,
  implied: false,
  confirmDue: false,
  confirmDueAt: null,
};

/** LOST, or beating again and not trusted yet. */
function isFallen({ value }: Statement<Contact>): boolean {
  return value.state === 'lost' || value.state === 'recovering';
}

/** What the sender alone shows of the line. */
function lineBySender(contact: Statement<Contact> | null): ServiceState {
  if (!contact) return 'unknown';
  return isFallen(contact) ? 'down' : 'working';
}

/** When the sender fell into the silence it is in at `at`; null when it is in none. */
function fallenSince(log: StatementLog<Contact>, at: Instant): Instant | null {
  const past = log.filter((said) => said.at <= at);
  const well = past.findIndex((said) => !isFallen(said));
  return past.slice(0, well === -1 ? past.length : well).at(-1)?.at ?? null;
}

/**
 * A sender that was LOST at `since` or later and came back through RECOVERING proves that a claimed outage is over,
 * whatever it shows after that.
 */
function endedBySender(log: StatementLog<Contact>, since: Instant, at: Instant): boolean {
  const past = log.filter((said) => said.at <= at);
  return past.some(({ value }, index) => {
    const before = past[index + 1];
    return value.state === 'heard' && before?.value.state === 'recovering' && before.at > since;
  });
}

function toReading(claim: Statement<ServiceState> | null, record: BranchRecord, reading: Reading): ServiceReading {
  if (!claim) return NOT_KNOWN;
  const due = confirmDueAt(claim, record.confirm, reading.at);
  return {
    state: claim.value,
    claim,
    implied: false,
    confirmDue: due !== null && reading.at >= due,
    confirmDueAt: due,
  };
}

interface LineReading extends ServiceReading {
  readonly byWord: ItReading['byWord'];
  readonly disputed: boolean;
  /** Since when it is down; null when it is not. */
  readonly downSince: Instant | null;
}

function readLine(record: BranchRecord, reading: Reading): LineReading {
  const held = heldClaim(record.it.internet, record.confirm, reading);
  const contact = statementAt(record.contact, reading.at);
  const over = held && held.value !== 'working' && endedBySender(record.contact, held.at, reading.at);
  const claimed = toReading(over ? null : held, record, reading);
  const sensed = lineBySender(contact);
  const disputed =
    claimed.state !== 'unknown' && sensed !== 'unknown' && (claimed.state === 'down') !== (sensed === 'down');
  if (SEVERITY[sensed] > SEVERITY[claimed.state]) {
    const downSince = fallenSince(record.contact, reading.at);
    return { ...NOT_KNOWN, state: sensed, byWord: downSince === null ? null : 'silence', disputed, downSince };
  }
  const downSince = claimed.state === 'down' ? (claimed.claim?.at ?? null) : null;
  return { ...claimed, byWord: downSince === null ? null : 'statement', disputed, downSince };
}

function readService(service: Service, line: LineReading, record: BranchRecord, reading: Reading): ServiceReading {
  const claim = heldClaim(record.it[service], record.confirm, reading);
  if (line.downSince !== null && NEEDS_INTERNET.includes(service)) {
    const saidOtherwise = claim && claim.at >= line.downSince;
    if (!saidOtherwise && claim?.value !== 'down') return { ...NOT_KNOWN, state: 'down', implied: true };
  }
  return toReading(claim, record, reading);
}

function deriveOverall(services: ItReading['services']): ItState {
  const { internet, records, phones } = services;
  // The practice works doctor-first: it lives by phone, so phones weigh as much as the line and the records.
  if ([internet, records, phones].some(({ state }) => state === 'down')) return 'down';
  if (SERVICES.some((service) => SEVERITY[services[service].state] >= SEVERITY.degraded)) return 'degraded';
  return internet.state === 'unknown' && records.state === 'unknown' ? 'unknown' : 'up';
}

/** All IT of a branch as of the reading, with what follows from a lost line. */
export function deriveIt(record: BranchRecord, reading: Reading): ItReading {
  const line = readLine(record, reading);
  const services = {
    internet: {
      state: line.state,
      claim: line.claim,
      implied: false,
      confirmDue: line.confirmDue,
      confirmDueAt: line.confirmDueAt,
    },
    records: readService('records', line, record, reading),
    phones: readService('phones', line, record, reading),
    online: readService('online', line, record, reading),
    prescriptions: readService('prescriptions', line, record, reading),
  };
  return { overall: deriveOverall(services), services, byWord: line.byWord, disputed: line.disputed };
}
