import type { PublicDay } from '../wire/history.ts';

/** Days that are told of as one: one with something to tell, or several in a row of which nothing is known. */
export type ListedDays = readonly [PublicDay, ...PublicDay[]];

function isUnknown({ state, incidents, planned }: PublicDay): boolean {
  return state === 'unknown' && incidents.length === 0 && planned.length === 0;
}

function isQuiet({ state, incidents, planned }: PublicDay): boolean {
  return (state === 'normal' || state === 'closed') && incidents.length === 0 && planned.length === 0;
}

/** The days with something to tell, newest first. Days on which it was closed do not part those that nobody knows of. */
export function listDays(days: readonly PublicDay[]): readonly ListedDays[] {
  const listed: [PublicDay, ...PublicDay[]][] = [];
  let run: [PublicDay, ...PublicDay[]] | null = null;
  for (const day of days) {
    if (isUnknown(day) && run) run.push(day);
    else if (!isQuiet(day)) {
      const one: [PublicDay, ...PublicDay[]] = [day];
      listed.push(one);
      run = isUnknown(day) ? one : null;
    } else if (day.state === 'normal') run = null;
  }
  return listed;
}
