import type { Severity } from '../facts/incident.ts';
import { type Instant, MINUTE } from '../practice/instant.ts';
import type { StaffIncident } from '../wire/staff-board.ts';

const RANKS: { readonly [S in Severity]: number } = { serious: 0, major: 1, minor: 2 };

/** When an incident's next update is promised. `minutes` are those left, or when `overdue` those gone by. */
export interface NextUpdate {
  readonly at: Instant;
  readonly minutes: number;
  readonly overdue: boolean;
}

/** The incidents that are not over: the gravest first, then the oldest. */
export function openIncidents(incidents: readonly StaffIncident[]): readonly StaffIncident[] {
  return incidents
    .filter(({ resolved }) => resolved === null)
    .toSorted(
      (a, b) =>
        RANKS[a.severity] - RANKS[b.severity] || Date.parse(a.opened.at) - Date.parse(b.opened.at) || a.id - b.id,
    );
}

/** null: no next update is promised. Whole minutes, and "in 1 min" until the moment has come. */
export function nextUpdate({ nextUpdateAt }: StaffIncident, now: Instant): NextUpdate | null {
  if (nextUpdateAt === null) return null;
  const at = Date.parse(nextUpdateAt);
  const overdue = now >= at;
  const minutes = overdue ? Math.floor((now - at) / MINUTE) : Math.ceil((at - now) / MINUTE);
  return { at, minutes, overdue };
}

/** The references that were given to an incident, each once. */
export function references({ escalations }: StaffIncident): readonly string[] {
  return [...new Set(escalations.flatMap(({ reference }) => reference ?? []))];
}
