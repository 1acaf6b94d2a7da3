import { type ContactSight, contactSight } from '../contact/contact-sight.ts';
import { isLineAsked } from '../contact/is-line-asked.ts';
import { SERVICES, type Service, type ServiceState } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import type { BranchStateName } from '../wire/public-board.ts';
import type { StaffBranch } from '../wire/staff-board.ts';
import type { WatchedBranch } from '../wire/staff-watch.ts';
import { contactAge, doorsAge, type FactAge, gpsAge, itAge } from './fact-age.ts';

/** How a tile is drawn. Silence alone is a look of its own: nobody said that anything is broken. */
export type TileLook = BranchStateName | 'silent';

export interface TileService {
  readonly service: Service;
  readonly state: ServiceState;
}

/** Whether people can come in, until when, or when they can again; null where no hour is known. */
export interface TileOpening {
  readonly open: boolean;
  readonly access: StaffBranch['access']['state'];
  readonly until: Instant | null;
  readonly opensAt: Instant | null;
}

/** All that one tile shows, without a word of it yet. */
export interface Tile {
  readonly slug: string;
  readonly name: string;
  readonly look: TileLook;
  readonly reasons: StaffBranch['reasons'];
  /** Since when it is in its state. */
  readonly since: Instant | null;
  /** null: not known today. */
  readonly gps: StaffBranch['gps']['counts'];
  /** GPs usually planned for a day. */
  readonly usualGps: number;
  readonly services: readonly TileService[];
  readonly opening: TileOpening;
  readonly alert: StaffBranch['alert'];
  readonly declared: StaffBranch['declared'];
  readonly contact: ContactSight;
  readonly ages: {
    readonly gps: FactAge;
    readonly it: FactAge;
    readonly doors: FactAge;
    readonly contact: FactAge;
  };
  readonly disputed: boolean;
  readonly confirmDue: boolean;
  /** Its sender has fallen silent: people are asked whether its internet is down. */
  readonly asked: boolean;
  /** When it last changed, while that is to be marked; null otherwise. */
  readonly marked: Instant | null;
}

function instantOrNull(text: string | null): Instant | null {
  return text === null ? null : Date.parse(text);
}

/** The look of a branch on the wallboard. */
export function tileLook({ state, reasons }: Pick<StaffBranch, 'state' | 'reasons'>): TileLook {
  return state === 'degraded' && reasons.join() === 'not-heard' ? 'silent' : state;
}

/** "Clayton" for "Clayton Surgery": every branch is one, and the name has to be read from afar. */
export function shortName(name: string): string {
  return name.replace(/\s+(?:Surgery|Branch)$/i, '') || name;
}

/** Silence breaks nothing that anybody knows of: what nobody called down is drawn as not known. */
function serviceState(branch: StaffBranch, service: Service): ServiceState {
  const { state } = branch.services[service];
  return state === 'down' && tileLook(branch) === 'silent' ? 'unknown' : state;
}

/** Nobody has to be asked about a branch that is closed and in no trouble: its facts may be old. */
function seenAs(look: TileLook): (age: FactAge) => FactAge {
  return (age) => (look === 'closed' ? { at: age.at, level: 'fresh' } : age);
}

/**
 * One branch as its tile shows it. `marked` is when it last changed, while that is to be marked; `watched` what the
 * automatic checks know of it, null while they told nothing.
 */
export function toTile(
  branch: StaffBranch,
  now: Instant,
  marked: Instant | null,
  watched: WatchedBranch | null = null,
): Tile {
  const contact = contactSight(branch.contact, watched);
  const look = tileLook(branch);
  const seen = seenAs(look);
  return {
    slug: branch.slug,
    name: shortName(branch.name),
    look,
    reasons: branch.reasons,
    since: instantOrNull(branch.reasons.includes('not-heard') ? branch.heardAt : branch.changedAt),
    gps: branch.gps.counts,
    usualGps: branch.expectedGps,
    services: SERVICES.map((service) => ({ service, state: serviceState(branch, service) })),
    opening: {
      open: branch.openNow,
      access: branch.access.state,
      until: instantOrNull(branch.closesAt),
      opensAt: instantOrNull(branch.opensAt),
    },
    alert: branch.alert,
    declared: branch.declared,
    contact,
    ages: {
      gps: seen(gpsAge(branch, now)),
      it: seen(itAge(branch, now)),
      doors: seen(doorsAge(branch, now)),
      contact: seen(contactAge(contact)),
    },
    disputed: branch.disputed || contact.disputed,
    confirmDue: SERVICES.some((service) => branch.services[service].confirmDue),
    asked: isLineAsked(branch),
    marked,
  };
}
