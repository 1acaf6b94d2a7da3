import type { StaffBoard } from '../wire/staff-board.ts';
import { STAFF } from './staff.ts';

/** The screens of the operations page, as their links say. */
export const SCREEN_NAMES = {
  board: 'Branches',
  practice: 'Practice settings',
  people: 'People',
  displays: 'Displays',
} as const;

export const OPERATIONS = {
  screens: 'Operations screens',
  totals: 'The practice now',
  branches: 'Branches',
  panel: 'Incidents and notice',
  openIncidents: 'Open incidents',
  noIncidents: 'No incident is open.',
  comingSoon: 'This screen is not there yet.',
} as const;

export interface TotalWords {
  readonly label: string;
  readonly value: string;
  /** It is trouble, and may stand out. */
  readonly stands: boolean;
}

/** The practice in numbers: GPs, IT, patients, alert state. */
export function totalWords({
  totals,
  alert,
  declared,
}: Pick<StaffBoard, 'totals' | 'alert' | 'declared'>): TotalWords[] {
  const { known, branches } = totals;
  const counts =
    known === 0
      ? [{ label: 'GPs in', value: STAFF.notKnown, stands: false }]
      : [
          { label: 'GPs in', value: `${totals.available} of ${totals.expected}`, stands: false },
          { label: 'Off sick', value: String(totals.offSick), stands: false },
          { label: 'Away', value: String(totals.away), stands: false },
          { label: 'Locums', value: String(totals.locums), stands: false },
        ];
  return [
    ...counts,
    { label: 'Counts known', value: `${known} of ${branches} branches`, stands: false },
    {
      label: 'IT trouble',
      value: totals.itTrouble === 0 ? 'none' : String(totals.itTrouble),
      stands: totals.itTrouble > 0,
    },
    {
      label: 'Alert state',
      value: alert ? `${alert.state} (${alert.opel}) calculated` : STAFF.notKnown,
      stands: alert !== null && alert.opel >= 3,
    },
    ...(declared
      ? [{ label: 'Declared', value: `${declared.state} (${declared.opel})`, stands: declared.opel >= 3 }]
      : []),
  ];
}
