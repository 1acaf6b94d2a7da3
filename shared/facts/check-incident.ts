import { HOUR, type Instant, MINUTE } from '../practice/instant.ts';
import type {
  AlertBody,
  CheckBody,
  EscalationBody,
  IncidentUpdateBody,
  NoticeControlBody,
  ResolveBody,
} from '../wire/incident.ts';
import type { Fault } from '../wire/problem.ts';
import { checkText } from './check-text.ts';
import { NOTICE_ITEMS } from './fact.ts';
import { CONTROL_HOURS_MAX } from './incident-limits.ts';

/** A body of which only the fields that have their shape are there. */
type Sound<B> = { readonly [K in keyof B]?: B[K] | undefined };

/** Slugs of branches that the practice has. */
export type KnownBranches = ReadonlySet<string>;

function checkSlugs(path: string, slugs: readonly string[] | undefined, known: KnownBranches): Fault[] {
  return (slugs ?? []).flatMap((slug, index) =>
    known.has(slug) ? [] : [{ path: `${path}/${index}`, message: 'is no branch of this practice.' }],
  );
}

/** A branch can be affected only by an incident that is about it. `about` are its branches as they stand. */
function checkAffected({ branches, affected }: Sound<IncidentUpdateBody>, about: readonly string[] | null): Fault[] {
  const all = branches ?? about;
  if (!all) return [];
  return (affected ?? []).flatMap((slug, index) =>
    all.includes(slug) ? [] : [{ path: `/affected/${index}`, message: 'must be one of the branches it is about.' }],
  );
}

/**
 * What is wrong with what is said of an incident, when it is declared or updated. `about` are the branches that it is
 * about so far, null when nobody knows.
 */
export function checkIncidentSays(
  body: Sound<IncidentUpdateBody>,
  known: KnownBranches,
  about: readonly string[] | null,
): Fault[] {
  return [
    ...checkText('/title', body.title),
    ...checkSlugs('/branches', body.branches, known),
    ...checkAffected(body, about),
    ...checkText('/public', body.public),
    ...checkText('/staff', body.staff),
  ];
}

export function checkEscalation(body: Sound<EscalationBody>): Fault[] {
  return [...checkText('/reference', body.reference), ...checkText('/staff', body.staff)];
}

export function checkResolve(body: Sound<ResolveBody>): Fault[] {
  return [...checkText('/public', body.public), ...checkText('/staff', body.staff)];
}

export function checkNoticeTick({ item }: Sound<CheckBody>): Fault[] {
  if (item === undefined || NOTICE_ITEMS.includes(item)) return [];
  return [{ path: '/item', message: `must be one of ${NOTICE_ITEMS.join(', ')}: the list of the notice.` }];
}

function checkUntil(until: string | undefined, now: Instant): Fault[] {
  const path = '/until';
  if (until === undefined) return [{ path, message: 'is missing: say when it follows its rule again.' }];
  const end = Date.parse(until);
  if (Number.isNaN(end)) return [{ path, message: 'must be a date and time, as in 2019-12-31T09:05:00Z.' }];
  if (end <= now) return [{ path, message: 'must lie ahead.' }];
  if (end > now + CONTROL_HOURS_MAX * HOUR) {
    return [{ path, message: `must be at most ${CONTROL_HOURS_MAX} hours ahead.` }];
  }
  return [];
}

/**
 * What is wrong with how the notice is to be set at `now`. A kept notice names `body.branches`, or those that it names
 * now: `named`.
 */
export function checkNoticeControl(
  body: Sound<NoticeControlBody>,
  known: KnownBranches,
  named: readonly string[],
  now: Instant,
): Fault[] {
  const { control, reason, until, branches } = body;
  const typed = [...checkText('/reason', reason), ...checkSlugs('/branches', branches, known)];
  if (control === undefined) return typed;
  const faults: Fault[] = [];
  if (control === 'auto') {
    if (until !== undefined) faults.push({ path: '/until', message: 'is for hold and keep only.' });
  } else {
    if (reason === undefined) faults.push({ path: '/reason', message: 'is missing.' });
    faults.push(...checkUntil(until, now));
  }
  if (control !== 'keep' && branches !== undefined) {
    faults.push({ path: '/branches', message: 'is for keep only.' });
  }
  if (control === 'keep' && (branches ?? named).length === 0) {
    faults.push({ path: '/branches', message: 'must name a branch: the notice names none now.' });
  }
  return [...typed, ...faults];
}

export function checkAlert({ branch, state, reason }: Sound<AlertBody>, known: KnownBranches): Fault[] {
  const faults = checkText('/reason', reason);
  if (typeof branch === 'string' && !known.has(branch)) {
    faults.push({ path: '/branch', message: 'is no branch of this practice.' });
  }
  if (typeof state === 'string' && reason === undefined) faults.push({ path: '/reason', message: 'is missing.' });
  return faults;
}

/** When the next update is promised; undefined when nothing was said of it. */
export function nextUpdateAt(minutes: number | null | undefined, now: Instant): Instant | null | undefined {
  return typeof minutes === 'number' ? now + minutes * MINUTE : minutes;
}
