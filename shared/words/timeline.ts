import type { BranchRecord, Contact, StatementLog } from '../board/board.ts';
import { statementAt } from '../board/statements.ts';
import { type Access, type GpCounts, SERVICES, type Service, type ServiceState } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import type { PublicBranch } from '../wire/public-board.ts';
import { capitalise, listOf } from './lists.ts';
import { gpStatement, serviceName } from './services.ts';

/** At most this many entries of a day are shown. */
const ENTRIES_AT_MOST = 20;

/** What patients may be told of a count of GPs; the view decides whether that is a number. */
export type GpWords = (counts: GpCounts) => PublicBranch['gps'];

export interface TimelineEntry {
  readonly at: Instant;
  readonly sentence: string;
}

const SERVICE_VERBS: { readonly [S in ServiceState]: readonly [one: string, many: string] } = {
  working: ['is working', 'are working'],
  degraded: ['is not working properly', 'are not working properly'],
  down: ['is not working', 'are not working'],
  unknown: ['may not be working', 'may not be working'],
};

const ACCESS_SENTENCES: { readonly [A in Access]: string } = {
  open: 'The doors are open.',
  'phone-only': 'The surgery takes phone calls only.',
  closed: 'The doors are closed.',
};

function serviceSentences(said: ReadonlyMap<Service, ServiceState>): string[] {
  if (SERVICES.every((service) => said.get(service) === 'working')) return ['All services are working.'];
  return (['down', 'degraded', 'working', 'unknown'] as const).flatMap((state) => {
    const services = SERVICES.filter((service) => said.get(service) === state);
    if (services.length === 0) return [];
    const plural = services.length > 1 || services[0] !== 'internet';
    const names = services.map((service) => (service === 'internet' ? 'the internet' : serviceName(service)));
    return [`${capitalise(listOf(names))} ${SERVICE_VERBS[state][plural ? 1 : 0]}.`];
  });
}

function contactSentence(contact: Contact): string | null {
  if (contact.state === 'lost') return 'We stopped hearing from this surgery.';
  return contact.state === 'recovering' ? 'We are hearing from this surgery again.' : null;
}

function find<T>(log: StatementLog<T>, seq: number): T | undefined {
  return log.find((statement) => statement.seq === seq)?.value;
}

/** A message that the next one took away is not repeated: it may have been wrong, or about somebody. */
function isTakenBack(log: StatementLog<string | null>, seq: number): boolean {
  const place = log.findIndex((statement) => statement.seq === seq);
  return place > 0 && log[place - 1]?.value === null;
}

/** A service that the sender's own check found to be another than before. */
export interface FoundService {
  readonly seq: number;
  readonly at: Instant;
  readonly service: Service;
  readonly state: ServiceState;
}

function sentenceOf(record: BranchRecord, found: readonly FoundService[], seq: number, gpWords: GpWords): string {
  const services = new Map<Service, ServiceState>();
  for (const service of SERVICES) {
    const state = find(record.it[service], seq);
    if (state) services.set(service, state);
  }
  for (const one of found) if (one.seq === seq) services.set(one.service, one.state);
  const counts = find(record.gps, seq);
  const access = find(record.access, seq);
  const message = isTakenBack(record.message, seq) ? undefined : find(record.message, seq);
  const contact = find(record.contact, seq);
  const comesAndGoes = find(record.flapping, seq);
  const parts = [
    ...serviceSentences(services),
    access ? ACCESS_SENTENCES[access] : null,
    counts ? gpStatement(gpWords(counts)) : null,
    message ? `The surgery says: ${message}` : null,
    message === null ? 'The surgery took its message away.' : null,
    contact ? contactSentence(contact) : null,
    comesAndGoes === undefined
      ? null
      : comesAndGoes
        ? 'The internet keeps going on and off.'
        : 'The internet is steady again.',
  ].filter((part) => part !== null);
  if (parts.length === 0 && find(record.confirm, seq)) return 'The surgery says this is still so.';
  return parts.join(' ');
}

/** What was said of a branch from `from` to `to`, newest first, without anything that is for staff alone. */
export function branchTimeline(
  record: BranchRecord,
  found: readonly FoundService[],
  from: Instant,
  to: Instant,
  gpWords: GpWords,
): TimelineEntry[] {
  const logs: readonly StatementLog<unknown>[] = [
    ...SERVICES.map((service) => record.it[service]),
    record.gps,
    record.access,
    record.message,
    record.confirm,
    record.contact,
    record.flapping,
  ];
  const moments = new Map<number, Instant>();
  for (const log of [...logs, found]) {
    for (const { seq, at } of log) if (at >= from && at <= to) moments.set(seq, at);
  }
  return [...moments]
    .toSorted(([seqA, atA], [seqB, atB]) => atB - atA || seqB - seqA)
    .map(([seq, at]) => ({ at, sentence: sentenceOf(record, found, seq, gpWords) }))
    .filter(({ sentence }) => sentence !== '')
    .slice(0, ENTRIES_AT_MOST);
}

/** The message for the public that stands at `at`: the last one said on that day, unless it was taken away. */
export function standingMessage(log: StatementLog<string | null>, at: Instant, dayBegan: Instant): string | null {
  const said = statementAt(log, at);
  return said && said.at >= dayBegan ? said.value : null;
}
