import type { Fault } from '../wire/problem.ts';
import type { BranchBody } from '../wire/practice.ts';
import type { Branch, GpWording, Position, WeeklyHours } from './branch.ts';
import { checkExceptions, toExceptionBody } from './check-exceptions.ts';
import { faultsOfNumber, faultsOfPhone, faultsOfText } from './check-values.ts';
import { formatOpeningHours, parseOpeningHours } from './opening-hours.ts';
import { SETTING_LIMITS } from './setting-limits.ts';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const SLUG_MAX = 64;
/** Practices have a letter and five digits, their branches three digits more; newer codes mix letters and digits. */
const ODS_CODE = /^(?:[A-Z]\d{5}(?:\d{3})?|[A-Z]\d[A-Z]\d[A-Z])$/;
const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/;
/** Degrees around the United Kingdom; outside of them somebody took one for the other, or forgot a minus. */
const UK = { south: 49.8, north: 60.9, west: -8.7, east: 1.8 };
const GPS_MAX = 99;
const WORDINGS: readonly GpWording[] = ['numbers', 'words'];

/** A branch as it is kept, or everything that is wrong with it. */
export type CheckedBranch =
  | { readonly ok: true; readonly branch: Branch }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export function faultsOfSlug(slug: string): Fault[] {
  if (SLUG.test(slug) && slug.length <= SLUG_MAX) return [];
  return [{ path: '/slug', message: `must be lower-case words joined by hyphens, of at most ${SLUG_MAX} characters.` }];
}

/** "pe25zz" is "PE2 5ZZ". */
function tidyPostcode(text: string): string {
  const bare = text.toUpperCase().replace(/\s+/g, '');
  return bare.length > 3 ? `${bare.slice(0, -3)} ${bare.slice(-3)}` : bare;
}

function faultsOfPosition(position: Position | null): Fault[] {
  if (position === null) return [];
  const { lat, lon } = position;
  const path = '/position';
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
    return [{ path, message: 'must both be decimal degrees, or both empty.' }];
  }
  if (lat >= UK.south && lat <= UK.north && lon >= UK.west && lon <= UK.east) return [];
  const swapped = lon >= UK.south && lon <= UK.north && lat >= UK.west && lat <= UK.east;
  const why = swapped ? 'they are the wrong way round' : `${lat}, ${lon} is somewhere else`;
  return [{ path, message: `must be a place in the United Kingdom; ${why}.` }];
}

function faultsOfHours(hours: string): Fault[] {
  const read = parseOpeningHours(hours);
  return read.ok ? [] : [{ path: '/hours', message: `${read.fault}.` }];
}

type FieldChecks = { readonly [F in keyof BranchBody]?: (value: BranchBody[F]) => readonly Fault[] };

const FIELD_CHECKS: FieldChecks = {
  name: (name) => faultsOfText('/name', name.trim(), { most: SETTING_LIMITS.name, needed: true }),
  odsCode: (code) => {
    if (ODS_CODE.test(code.trim().toUpperCase())) return [];
    return [{ path: '/odsCode', message: 'must be an ODS code, as in A81001 or A81001001.' }];
  },
  address: (address) => faultsOfText('/address', address.trim(), { most: SETTING_LIMITS.address, needed: true }),
  town: (town) => faultsOfText('/town', town.trim(), { most: SETTING_LIMITS.town, needed: true }),
  postcode: (postcode) => {
    if (POSTCODE.test(tidyPostcode(postcode))) return [];
    return [{ path: '/postcode', message: 'must be a postcode of the United Kingdom, as in PE2 5ZZ.' }];
  },
  position: faultsOfPosition,
  phone: (phone) => faultsOfPhone('/phone', phone.trim(), true),
  hours: faultsOfHours,
  exceptions: (exceptions) => checkExceptions(exceptions).faults,
  expectedGps: (count) => faultsOfNumber('/expectedGps', count, 0, GPS_MAX),
  listSize: (count) => faultsOfNumber('/listSize', count, 0, SETTING_LIMITS.listSize),
  providers: (providers) =>
    (['internet', 'records', 'phones'] as const).flatMap((system) =>
      faultsOfText(`/providers/${system}`, providers[system].trim(), { most: SETTING_LIMITS.provider }),
    ),
  gpWording: (wording) => {
    if (WORDINGS.some((known) => known === wording)) return [];
    return [{ path: '/gpWording', message: `must be one of ${WORDINGS.join(', ')}.` }];
  },
};

/** Everything that is wrong with the fields that are there; each has its shape. */
export function faultsOfBranch(body: Partial<BranchBody>): Fault[] {
  return Object.entries(FIELD_CHECKS).flatMap(([field, check]) => {
    const value = body[field as keyof BranchBody];
    return value === undefined ? [] : (check as (value: unknown) => readonly Fault[])(value);
  });
}

/** The branch of a slug as it is kept: texts trimmed, hours and exceptions read. */
export function checkBranch(slug: string, body: BranchBody): CheckedBranch {
  const faults = [...faultsOfSlug(slug), ...faultsOfBranch(body)];
  const hours = parseOpeningHours(body.hours);
  if (!hours.ok || faults.length > 0) return { ok: false, faults };
  return { ok: true, branch: toBranch(slug, body, hours.hours) };
}

function toBranch(slug: string, body: BranchBody, hours: WeeklyHours): Branch {
  return {
    slug,
    name: body.name.trim(),
    odsCode: body.odsCode.trim().toUpperCase(),
    address: body.address.trim(),
    town: body.town.trim(),
    postcode: tidyPostcode(body.postcode),
    position: body.position && { lat: body.position.lat, lon: body.position.lon },
    phone: body.phone.trim(),
    hours,
    exceptions: checkExceptions(body.exceptions).exceptions,
    expectedGps: body.expectedGps,
    listSize: body.listSize,
    providers: {
      internet: body.providers.internet.trim(),
      records: body.providers.records.trim(),
      phones: body.providers.phones.trim(),
    },
    takesOthers: body.takesOthers,
    gpWording: body.gpWording === 'words' ? 'words' : 'numbers',
    redirect111: body.redirect111,
    retired: false,
  };
}

/** A branch as the office sets it. */
export function toBranchBody(branch: Branch): BranchBody {
  return {
    name: branch.name,
    odsCode: branch.odsCode,
    address: branch.address,
    town: branch.town,
    postcode: branch.postcode,
    position: branch.position && { lat: branch.position.lat, lon: branch.position.lon },
    phone: branch.phone,
    hours: formatOpeningHours(branch.hours),
    exceptions: branch.exceptions.map(toExceptionBody),
    expectedGps: branch.expectedGps,
    listSize: branch.listSize,
    providers: {
      internet: branch.providers.internet,
      records: branch.providers.records,
      phones: branch.providers.phones,
    },
    takesOthers: branch.takesOthers,
    gpWording: branch.gpWording,
    redirect111: branch.redirect111,
  };
}
