import type { ContactSight } from '../contact/contact-sight.ts';
import type { Service } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import { daysBetween, localDay } from '../practice/local-time.ts';
import type { StaffBoard, StaffBranch } from '../wire/staff-board.ts';
import { contactWord, heardAge } from './staff-contact.ts';
import { isSilent, MARK_WORDS, NOT_HEARD } from './page.ts';
import { formatShortAge, STAFF } from './staff.ts';
import { ACCESS_NAMES, ALERT_NAMES } from './staff-edits.ts';
import { formatDay, formatDayShort, formatTime } from './times.ts';

/** The screens of the operations page, as their links say. */
export const SCREEN_NAMES = {
  board: 'Branches',
  practice: 'Practice settings',
  people: 'People',
  displays: 'Displays',
  senders: 'Senders',
  record: 'Access record',
} as const;

/** For those who may not change what stands here. */
export const LOOK_ONLY = {
  why: 'This page is for people who run the practice’s day. To change something here, ask one of them.',
  lead: 'Report for my branches',
  wallboard: 'Look at the wallboard',
} as const;

export const OPERATIONS = {
  screens: 'Operations screens',
  totals: 'The practice now',
  branches: 'Branches',
  panel: 'Incidents and notice',
  openIncidents: 'Open incidents',
  noIncidents: 'No incident is open.',
  tableScrolls: 'Table of branches, scrolls',
  caption: 'All branches. Press a heading to sort by it. What you change is saved at once.',
  search: 'Find a branch',
  searchKey: 'Find a branch (/)',
  filters: 'Show',
  selectAll: 'Select all rows shown',
  report: 'Report',
  log: 'Log',
  timeline: 'Timeline',
  keys: 'Keys',
  clearSelection: 'Clear',
  sortAgain: 'Put rows in order again',
  noRows: 'No branch is like that.',
  showAll: 'Show all branches',
  notLive:
    'This table is not live. What you see may have changed. You can still report: it is checked against what others said.',
  practiceName: 'the practice',
  onBehalf: 'on behalf',
  neverSaid: 'nothing yet',
  message: 'Msg',
  note: 'Note',
  disputed: 'disputed',
} as const;

/** One letter a service, and its own sign for the last. */
export const SERVICE_LETTERS: { readonly [S in Service]: string } = {
  internet: 'I',
  records: 'R',
  phones: 'P',
  online: 'O',
  prescriptions: 'Rx',
};

/** The columns of the GPs, in full and as short as their numbers are. */
export const GP_COLUMNS = {
  available: { name: 'GPs in', short: 'In' },
  expected: { name: 'Expected', short: 'Exp' },
  offSick: { name: 'Off sick', short: 'Sick' },
  away: { name: 'Away', short: 'Away' },
  locums: { name: 'Locums', short: 'Loc' },
} as const;

/** The headings that sort, and those that do not. */
export const COLUMNS = {
  name: 'Branch',
  state: 'State',
  it: 'IT',
  doors: 'Doors',
  contact: 'Contact',
  alert: 'Alert',
  said: 'Last said',
  texts: 'Texts',
  action: 'Action',
} as const;

export const FILTER_NAMES = {
  all: 'All',
  trouble: 'Trouble',
  'not-heard': 'Not heard',
  due: 'Confirm due',
} as const;

export interface TwoLines {
  readonly first: string;
  readonly second: string | null;
}

/** "heard / 12 s ago", "LOST / 4 min ago", "no sender"; where person and sender disagree, that is said instead of the age. */
export function contactLines(sight: ContactSight, disputed: boolean, now: Instant): TwoLines {
  const isDisputed = disputed || sight.disputed;
  return { first: contactWord(sight), second: isDisputed ? OPERATIONS.disputed : heardAge(sight, now) };
}

/** "opens 8am", "opens Thu 8am", "opens 6 January". */
function opensWords(at: Instant, now: Instant, zone: string): string {
  const days = daysBetween(localDay(now, zone), localDay(at, zone));
  if (days === 0) return `opens ${formatTime(at, zone)}`;
  if (days < 7) return `opens ${formatDayShort(at, zone).slice(0, 3)} ${formatTime(at, zone)}`;
  return `opens ${formatDay(at, zone).split(' ').slice(1, 3).join(' ')}`;
}

/** "open / to 6:30pm", "closed / opens 8am", "phone only / to 6:30pm". */
export function doorLines({ access, openNow, closesAt, opensAt }: StaffBranch, now: Instant, zone: string): TwoLines {
  const opens = opensAt ? opensWords(Date.parse(opensAt), now, zone) : null;
  if (!openNow && access.state !== 'closed') return { first: ACCESS_NAMES.closed, second: opens };
  const closes = openNow && closesAt ? `to ${formatTime(Date.parse(closesAt), zone)}` : opens;
  return { first: ACCESS_NAMES[access.state], second: closes };
}

/** "12 min / Jo", and whether it was said for the branch. */
export function saidLines({ lastSaid }: StaffBranch, now: Instant): TwoLines {
  if (!lastSaid) return { first: OPERATIONS.neverSaid, second: null };
  return { first: formatShortAge(now - Date.parse(lastSaid.at)), second: lastSaid.by ?? STAFF.notKnown };
}

/** "Green 1 / declared Amber 2". */
export function alertLines({ alert, declared }: Pick<StaffBranch, 'alert' | 'declared'>): TwoLines {
  return {
    first: alert ? `${ALERT_NAMES[alert.state]} ${alert.opel}` : STAFF.notKnown,
    second: declared ? `said ${ALERT_NAMES[declared.state]} ${declared.opel}` : null,
  };
}

/** "2 selected". */
export function selectedWords(count: number): string {
  return `${count} selected`;
}

/** "Showing 3 of 18 branches". */
export function shownWords(shown: number, all: number): string {
  return shown === all ? `${all} branches` : `${shown} of ${all} branches`;
}

/** "Report for 3 branches". */
export function reportFor(count: number): string {
  return count === 1 ? 'Report for 1 branch' : `Report for ${count} branches`;
}

/** "Clayton Surgery changed: has a problem, 4 of 8 GPs in." */
export function spokenBranch({ name, state, reasons, gps: { counts } }: StaffBranch): string {
  const word = isSilent({ state, reasons }) ? NOT_HEARD : MARK_WORDS[state];
  const gps = counts ? `, ${counts.available} of ${counts.expected} GPs in` : '';
  return `${name} changed: ${word.toLowerCase()}${gps}.`;
}

export function spokenBranches(count: number): string {
  return `${count} branches changed.`;
}

export interface TotalWords {
  readonly label: string;
  readonly value: string;
  /** It is trouble, and may stand out. */
  readonly stands: boolean;
}

/** The practice in numbers: GPs, IT, alert state. What is as it should be takes no room. */
export function totalWords({
  totals,
  alert,
  declared,
}: Pick<StaffBoard, 'totals' | 'alert' | 'declared'>): TotalWords[] {
  const { known, branches, locums, itTrouble } = totals;
  const plain = (label: string, value: string | number) => ({ label, value: String(value), stands: false });
  return [
    plain('GPs in', known === 0 ? STAFF.notKnown : `${totals.available} of ${totals.expected}`),
    ...(known === 0 ? [] : [plain('Off sick', totals.offSick), plain('Away', totals.away)]),
    ...(locums > 0 ? [plain('Locums', locums)] : []),
    ...(known < branches ? [plain('Counts known', `${known} of ${branches} branches`)] : []),
    ...(itTrouble > 0
      ? [{ label: 'IT trouble at', value: String(itTrouble), stands: true }]
      : [plain('IT trouble', 'none')]),
    {
      label: 'Alert state calculated',
      value: alert ? `${ALERT_NAMES[alert.state]} ${alert.opel}` : STAFF.notKnown,
      stands: alert !== null && alert.opel >= 3,
    },
    ...(declared
      ? [{ label: 'declared', value: `${ALERT_NAMES[declared.state]} ${declared.opel}`, stands: declared.opel >= 3 }]
      : []),
    plain(
      'Patients at branches in trouble',
      `${wholeNumber(totals.patientsInTrouble)} of ${wholeNumber(totals.patients)}`,
    ),
  ];
}

/** "7,900", the same in every browser. */
function wholeNumber(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
