import type { SharedService } from '../contact/cause-key.ts';
import type { Instant } from '../practice/instant.ts';
import { listOf } from './lists.ts';
import { formatSince } from './times.ts';

/** More surgeries than this are counted, not named. */
const NAMED_AT_MOST = 30;

/** When something is said, and to whose clock. */
export interface SaidAt {
  readonly now: Instant;
  readonly zone: string;
}

interface Words {
  readonly title: string;
  readonly fails: (where: string, since: string) => string;
  readonly over: string;
  /** What fails, for staff. */
  readonly name: string;
}

/** Patients are not told of systems and suppliers. */
const SHARED: { readonly [S in SharedService]: Words } = {
  records: {
    title: 'Medical records do not work at some surgeries',
    fails: (where, since) => `Medical records have not worked at ${where} since ${since}.`,
    over: 'Medical records work again at all of these surgeries.',
    name: 'medical records',
  },
  phones: {
    title: 'The phones do not work at some surgeries',
    fails: (where, since) => `The phones have not worked at ${where} since ${since}.`,
    over: 'The phones work again at all of these surgeries.',
    name: 'phones',
  },
  internet: {
    title: 'We cannot hear from some surgeries',
    fails: (where, since) => `We have not heard from ${where} since ${since}. They may be without internet.`,
    over: 'We hear from all of these surgeries again.',
    name: 'internet',
  },
};

export function sharedTitle(service: SharedService): string {
  return SHARED[service].title;
}

/** What patients read of a shared incident; `names` are the surgeries that it affects now. */
export function sharedPublic(service: SharedService, names: readonly string[], since: Instant, at: SaidAt): string {
  const where = names.length > NAMED_AT_MOST ? `${names.length} surgeries` : listOf(names);
  return SHARED[service].fails(where, formatSince(since, at.now, at.zone));
}

export function sharedOver(service: SharedService): string {
  return SHARED[service].over;
}

export interface FailingSince {
  readonly name: string;
  readonly since: Instant;
}

function withTimes(children: readonly FailingSince[], { now, zone }: SaidAt): string {
  return listOf(children.map(({ name, since }) => `${name} (${formatSince(since, now, zone)})`));
}

/** "Automatic checks: EMIS Web, medical records. Failing at Clayton Surgery (10:31am) and Yaxham Surgery (10:34am)." */
export function sharedStaff(
  service: SharedService,
  system: string,
  children: readonly FailingSince[],
  at: SaidAt,
): string {
  return `Automatic checks: ${system}, ${SHARED[service].name}. Failing at ${withTimes(children, at)}.`;
}

export const CHECKS_SAY = {
  joined: (children: readonly FailingSince[], at: SaidAt) => `Also failing: ${withTimes(children, at)}.`,
  well: (names: readonly string[]) => `Well again: ${listOf(names)}.`,
  over: 'All branches have been well for 10 minutes.',
  gone: 'No branch fails for this any more.',
  partOf: (incident: number) => `One incident speaks for this now: number ${incident}.`,
  /** Patients are not shown it: the page of the surgery says so already. */
  silentTitle: (name: string) => `We have not heard from ${name}`,
  silentStaff: 'Automatic checks: nothing was heard since this time.',
  heardAgain: 'Automatic checks: heard again, without a gap.',
  intermittentTitle: (name: string) => `The internet at ${name} comes and goes`,
  intermittentPublic: (name: string) => `The internet at ${name} comes and goes. Some services may take longer.`,
  intermittentStaff: 'Automatic checks: contact was lost 3 times within an hour. No more alerts until it is steady.',
  steadyPublic: (name: string) => `The internet at ${name} is steady again.`,
  steadyStaff: 'Automatic checks: steady for 30 minutes.',
  nothingOffered: 'This is not offered any more. Nothing was saved.',
} as const;
