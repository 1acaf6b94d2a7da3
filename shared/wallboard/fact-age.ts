import type { ContactSight } from '../contact/contact-sight.ts';
import type { ContactState } from '../facts/fact.ts';
import { HOUR, type Instant } from '../practice/instant.ts';
import type { Said, StaffBranch } from '../wire/staff-board.ts';

/** How old a fact looks: as good as new, asking for a second look, or no longer to be relied on. */
export type AgeLevel = 'fresh' | 'amber' | 'stale';

/** One fact on a tile: since when it is known, and how old that looks. `at` null: nobody said it. */
export interface FactAge {
  readonly at: Instant | null;
  readonly level: AgeLevel;
}

/** A word that all is well, or that trouble stands, is asked for again after this long. */
const CLAIM_AMBER_FROM_MS = 4 * HOUR;
/** Counts hold for a day; they are said in the morning and look old by the evening. */
const GPS_AMBER_FROM_MS = 8 * HOUR;

type Services = StaffBranch['services'];
type ServiceView = Services[keyof Services];

function instantOf(said: Said | null): Instant | null {
  return said === null ? null : Date.parse(said.at);
}

function levelBy(at: Instant, now: Instant, amberFrom: number): AgeLevel {
  return now - at >= amberFrom ? 'amber' : 'fresh';
}

/** True when a sender vouches for the branch, so that a person's word need not be renewed. */
function isVouchedFor({ contact }: StaffBranch): boolean {
  return contact.state === 'heard';
}

/** Age of the counts of GPs. */
export function gpsAge({ gps }: StaffBranch, now: Instant): FactAge {
  const at = instantOf(gps.said);
  if (gps.counts === null || at === null) return { at, level: 'stale' };
  return { at, level: levelBy(at, now, GPS_AMBER_FROM_MS) };
}

function isTroubled({ state }: Pick<ServiceView, 'state'>): boolean {
  return state === 'down' || state === 'degraded';
}

/**
 * Age of what is known of the IT: in trouble of the newest word on it, else of the oldest word that still has to hold,
 * because a board is as old as its oldest part.
 */
export function itAge(branch: StaffBranch, now: Instant): FactAge {
  const services = Object.values(branch.services);
  const troubled = services.filter((service) => isTroubled(service) && !service.implied);
  const told = (some: readonly ServiceView[]) =>
    some.flatMap(({ said, check }) => instantOf(said) ?? (check && isTroubled(check) ? Date.parse(check.since) : []));
  const troubledAt = told(troubled);
  const at =
    troubledAt.length > 0 ? Math.max(...troubledAt) : told(services).length > 0 ? Math.min(...told(services)) : null;
  if (at === null || branch.it === 'unknown') return { at, level: 'stale' };
  if (services.some(({ confirmDue }) => confirmDue)) return { at, level: 'amber' };
  return { at, level: isVouchedFor(branch) ? 'fresh' : levelBy(at, now, CLAIM_AMBER_FROM_MS) };
}

/** Age of what somebody said of the doors. Doors that nobody spoke of follow the opening hours and do not age. */
export function doorsAge({ access }: StaffBranch, now: Instant): FactAge {
  const at = instantOf(access.said);
  return at === null ? { at, level: 'fresh' } : { at, level: levelBy(at, now, CLAIM_AMBER_FROM_MS) };
}

const CONTACT_LEVELS: { readonly [C in ContactState]: AgeLevel } = {
  heard: 'fresh',
  recovering: 'amber',
  late: 'amber',
  suspect: 'amber',
  lost: 'stale',
};

/** Age of the last that the branch's own sender let hear; a branch without a sender has none to grow old. */
export function contactAge({ state, heardAt, flapping, disputed }: ContactSight): FactAge {
  const level = state === null ? 'fresh' : CONTACT_LEVELS[state];
  return { at: heardAt, level: level === 'fresh' && (flapping || disputed) ? 'amber' : level };
}
