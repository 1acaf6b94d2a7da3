import type { Service } from '../facts/fact.ts';
import { type Instant, MINUTE } from '../practice/instant.ts';

/** What a sender looks at beside its own line. */
export type CheckedService = Exclude<Service, 'internet'>;
export const CHECKED_SERVICES: readonly CheckedService[] = ['records', 'phones', 'online', 'prescriptions'];
export type CheckResult = 'working' | 'down' | 'unknown';

/** What the checks of a service have said of late. */
export interface OwnCheck {
  readonly state: CheckResult;
  /** From when on they have said so. */
  readonly since: Instant;
  /** When the last one said so. */
  readonly at: Instant;
}
export type OwnChecks = { readonly [S in CheckedService]?: OwnCheck };

/** What facts say of it, and from when on. */
export interface BelievedCheck {
  readonly state: CheckResult;
  readonly at: Instant;
}
export type BelievedChecks = { readonly [S in CheckedService]?: BelievedCheck };

export interface CheckChange extends BelievedCheck {
  readonly service: CheckedService;
}

/** A check that could not be made for so long is not made any more. */
const NOT_CHECKED_AFTER = 5 * MINUTE;

/**
 * Two checks in a row are believed, because one fails now and then by itself. That it cannot be known is believed only
 * when it lasts: a check that fails and then cannot be made is no good news.
 */
function believed({ state, since, at }: OwnCheck, lastBeatAt: Instant): BelievedCheck | null {
  const silentSince = state === 'unknown' ? since : at;
  if (lastBeatAt - silentSince >= NOT_CHECKED_AFTER) return { state: 'unknown', at: silentSince };
  return state !== 'unknown' && at > since ? { state, at: since } : null;
}

/** What changes in what is believed, by the checks that came with the beats up to `lastBeatAt`. */
export function changedChecks(known: BelievedChecks, checks: OwnChecks, lastBeatAt: Instant): readonly CheckChange[] {
  return CHECKED_SERVICES.flatMap((service) => {
    const check = checks[service];
    const next = check ? believed(check, lastBeatAt) : null;
    const before = known[service];
    if (!next || next.state === (before?.state ?? 'unknown')) return [];
    // A clock that was set back must not put it before what it follows.
    return [{ service, state: next.state, at: Math.max(next.at, before?.at ?? next.at) }];
  });
}

export function withChanges(known: BelievedChecks, changes: readonly CheckChange[]): BelievedChecks {
  if (changes.length === 0) return known;
  return { ...known, ...Object.fromEntries(changes.map(({ service, state, at }) => [service, { state, at }])) };
}
