import type { Fault } from '../wire/problem.ts';
import type { PracticeBody } from '../wire/practice.ts';
import { checkExceptions, toExceptionBody } from './check-exceptions.ts';
import { faultsOfNumber, faultsOfPhone, faultsOfText, faultsOfUrl } from './check-values.ts';
import type { PracticeSettings } from './settings.ts';
import { SETTING_LIMITS } from './setting-limits.ts';

/** Below this a count of GPs tells about one person. */
const GP_NUMBERS_LEAST = 2;
const GP_NUMBERS_MOST = 99;

const SHARES = ['gpUsualFrom', 'gpFewerFrom', 'gpDegradedBelow', 'majorFrom'] as const;
/** No share may be above the one before it, or a level would have no place. */
const IN_ORDER = [
  ['gpFewerFrom', 'gpUsualFrom'],
  ['gpDegradedBelow', 'gpFewerFrom'],
] as const;

function isZone(zone: string): boolean {
  // Offsets are zones for Intl, but have no clock changes: not what a surgery's wall shows.
  if (!/^(?:UTC|[A-Z][A-Za-z_]+(?:\/[A-Za-z0-9_+-]+)+)$/.test(zone)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en-GB', { timeZone: zone }));
  } catch {
    return false;
  }
}

function faultsOfShares(body: Partial<PracticeBody>): Fault[] {
  const faults: Fault[] = [];
  for (const field of SHARES) {
    const share = body[field];
    if (share !== undefined && !(share >= 0 && share <= 1)) {
      faults.push({ path: `/${field}`, message: 'must be a share from 0 to 1, as in 0.7.' });
    }
  }
  if (faults.length > 0) return faults;
  for (const [lower, upper] of IN_ORDER) {
    const [low, high] = [body[lower], body[upper]];
    if (low !== undefined && high !== undefined && low > high) {
      faults.push({ path: `/${lower}`, message: `must not be above ${upper}, which is ${high}.` });
    }
  }
  return faults;
}

type FieldChecks = { readonly [F in keyof PracticeBody]?: (value: PracticeBody[F]) => readonly Fault[] };

const FIELD_CHECKS: FieldChecks = {
  name: (name) => faultsOfText('/name', name.trim(), { most: SETTING_LIMITS.name, needed: true }),
  phone: (phone) => faultsOfPhone('/phone', phone.trim(), false),
  website: (url) => faultsOfUrl('/website', url.trim(), SETTING_LIMITS.url),
  bslUrl: (url) => faultsOfUrl('/bslUrl', url.trim(), SETTING_LIMITS.url),
  timeZone: (zone) =>
    isZone(zone) ? [] : [{ path: '/timeZone', message: 'must be the name of a time zone, as in Europe/London.' }],
  gpNumbersFrom: (count) => faultsOfNumber('/gpNumbersFrom', count, GP_NUMBERS_LEAST, GP_NUMBERS_MOST),
  helpOpenMinutes: (minutes) => faultsOfNumber('/helpOpenMinutes', minutes, 0, SETTING_LIMITS.helpMinutes),
  helpAtMost: (count) => faultsOfNumber('/helpAtMost', count, 0, SETTING_LIMITS.helpAtMost),
  exceptions: (exceptions) => checkExceptions(exceptions).faults,
  noticeLine: (line) => faultsOfText('/noticeLine', line.trim(), { most: SETTING_LIMITS.noticeLine }),
};

/** Everything that is wrong with the settings that are there; each has its shape. */
export function faultsOfSettings(body: Partial<PracticeBody>): Fault[] {
  const faults = Object.entries(FIELD_CHECKS).flatMap(([field, check]) => {
    const value = body[field as keyof PracticeBody];
    return value === undefined ? [] : (check as (value: unknown) => readonly Fault[])(value);
  });
  return [...faults, ...faultsOfShares(body)];
}

/** The settings in a body without faults, as they are kept. */
export function toSettings(body: PracticeBody, sample: boolean): PracticeSettings {
  return {
    name: body.name.trim(),
    phone: body.phone.trim(),
    website: body.website.trim(),
    timeZone: body.timeZone,
    gpUsualFrom: body.gpUsualFrom,
    gpFewerFrom: body.gpFewerFrom,
    gpDegradedBelow: body.gpDegradedBelow,
    gpNumbersFrom: body.gpNumbersFrom,
    helpOpenMinutes: body.helpOpenMinutes,
    helpAtMost: body.helpAtMost,
    majorFrom: body.majorFrom,
    bslUrl: body.bslUrl.trim(),
    exceptions: checkExceptions(body.exceptions).exceptions,
    noticeLine: body.noticeLine.trim(),
    sample,
  };
}

/** The settings as the office sets them. */
export function toPracticeBody(settings: PracticeSettings): PracticeBody {
  return {
    name: settings.name,
    phone: settings.phone,
    website: settings.website,
    timeZone: settings.timeZone,
    gpUsualFrom: settings.gpUsualFrom,
    gpFewerFrom: settings.gpFewerFrom,
    gpDegradedBelow: settings.gpDegradedBelow,
    gpNumbersFrom: settings.gpNumbersFrom,
    helpOpenMinutes: settings.helpOpenMinutes,
    helpAtMost: settings.helpAtMost,
    majorFrom: settings.majorFrom,
    bslUrl: settings.bslUrl,
    exceptions: settings.exceptions.map(toExceptionBody),
    noticeLine: settings.noticeLine,
  };
}
