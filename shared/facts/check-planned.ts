import { DAY, type Instant } from '../practice/instant.ts';
import type { PlannedBody } from '../wire/planned.ts';
import type { Fault } from '../wire/problem.ts';
import { checkText } from './check-text.ts';
import { PLANNED_DAYS_AHEAD_MAX, PLANNED_DAYS_LONG_MAX } from './planned.ts';

function instantOf(path: string, iso: string | undefined, faults: Fault[]): Instant | null {
  if (iso === undefined) return null;
  const instant = Date.parse(iso);
  if (!Number.isNaN(instant)) return instant;
  faults.push({ path, message: 'must be a date and time, as in 2019-12-31T09:05:00Z.' });
  return null;
}

/** What is wrong with planned work at `now`; `known` are the branches of the practice. */
export function checkPlanned(
  { title, branches, from, to }: { readonly [K in keyof PlannedBody]?: PlannedBody[K] | undefined },
  known: ReadonlySet<string>,
  now: Instant,
): Fault[] {
  const faults = checkText('/title', title);
  for (const [index, slug] of (branches ?? []).entries()) {
    if (!known.has(slug)) faults.push({ path: `/branches/${index}`, message: 'is no branch of this practice.' });
  }
  const begin = instantOf('/from', from, faults);
  const end = instantOf('/to', to, faults);
  if (begin !== null && begin > now + PLANNED_DAYS_AHEAD_MAX * DAY) {
    faults.push({ path: '/from', message: `must be at most ${PLANNED_DAYS_AHEAD_MAX} days ahead.` });
  }
  if (end !== null && end <= now) faults.push({ path: '/to', message: 'must lie ahead.' });
  else if (begin !== null && end !== null && end <= begin) {
    faults.push({ path: '/to', message: 'must be after it begins.' });
  } else if (begin !== null && end !== null && end - begin > PLANNED_DAYS_LONG_MAX * DAY) {
    faults.push({ path: '/to', message: `must be at most ${PLANNED_DAYS_LONG_MAX} days after it begins.` });
  }
  return faults;
}
