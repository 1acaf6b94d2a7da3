import type { Clash } from '../wire/report.ts';
import { listOf } from './lists.ts';

/** The screen where the office sets the practice. */
export const SETTINGS = {
  title: 'Practice settings',
  intro: 'What you save here is on every page at once.',
  onThisPage: 'On this page',
  loading: 'Fetching the settings…',
  unreachable: 'We cannot reach Branchboard, so we cannot show the settings.',
  tryAgain: 'Try again',
  save: 'Save',
  saving: 'Saving…',
  undo: 'Undo changes',
  undone: 'Your changes are undone.',
  unsaved: 'You have changes that are not saved.',
  neverChanged: 'Nobody has changed these settings yet.',
  correctly: 'Correct the fields below. Nothing was saved.',
  unreachableSave: 'Not saved: no connection. What you typed stays here.',
  unreachableDone: 'No connection: we do not know whether this was done. Look at what is shown now.',
  somebody: 'Somebody',
} as const;

/** The box over the settings while the practice is an invented one, and after it. */
export const SAMPLE = {
  title: 'This is the invented sample practice',
  lines: [
    'None of its branches is real. Look around and try things: nothing you report here harms anybody.',
    'When you are ready, remove it and set up your own practice.',
  ],
  remove: 'Remove the sample practice',
  askTitle: 'Remove the sample practice?',
  asks: [
    'All invented branches leave the public page, the wallboard and the reports at once.',
    'Branches that you added yourself stay. The accounts of your staff stay.',
    'Next you name your practice and add your branches.',
  ],
  keep: 'Keep it for now',
  removed: 'The sample practice is gone. Name your practice next.',
} as const;

export const START = {
  title: 'Set up your practice',
  name: 'Name your practice',
  nameMore: 'Patients see the name on every page.',
  nameDone: 'Your practice is called',
  branches: 'Add your branches',
  branchesMore: 'Add them one by one here.',
  file: 'Or bring them in all at once from a spreadsheet with one line per branch. Save it as CSV, and give this command to whoever runs Branchboard:',
  command: 'npm run import -- branches.csv',
  fileMore: 'It names every fault by line, and brings in either all branches or none.',
} as const;

export const PRACTICE_GROUPS = {
  heading: 'The practice',
  who: 'Name and contact',
  gps: 'When GPs are too few',
  help: 'Other surgeries that help',
  days: 'Days out of the ordinary, all branches',
  daysMore:
    'A day here replaces the usual hours of every branch, on bank holidays too. A day that a branch has of its own wins.',
  staffRead: 'Patients read the results, never these numbers.',
} as const;

export const PRACTICE_FIELDS = {
  name: { label: 'Name of the practice', hint: '' },
  phone: { label: 'Phone', hint: 'Leave it empty when each branch has its own.' },
  website: { label: 'Website', hint: 'As in https://www.example.nhs.uk' },
  bslUrl: {
    label: 'NHS 111 in British Sign Language',
    hint: 'Patients who sign are sent here. Empty leaves the link out.',
  },
  noticeLine: {
    label: 'Your own line in the NHS 111 notice',
    hint: 'Patients read it at the end of the notice. One sentence, or empty.',
  },
  timeZone: { label: 'Time zone', hint: 'Europe/London for every practice in the United Kingdom.' },
  gpUsualFrom: {
    label: 'As usual, from',
    hint: 'From this share of the expected GPs on, patients read that GPs are in as usual. Default 90%.',
  },
  gpFewerFrom: {
    label: 'Fewer, from',
    hint: 'From this share on patients read that there are fewer GPs, below it that there are few. Default 70%.',
  },
  gpDegradedBelow: {
    label: 'A problem, below',
    hint: 'Below this share the branch is shown as having a problem. Default 50%.',
  },
  gpNumbersFrom: {
    label: 'Numbers, from',
    hint: 'From this many expected GPs on, patients may read numbers. In a smaller team a number is about one person. Default 5.',
  },
  majorFrom: {
    label: 'Major disruption, from',
    hint: 'When this share of the open branches is in trouble, the public page speaks of a major disruption. Default 50%.',
  },
  helpOpenMinutes: {
    label: 'Still open for',
    hint: 'Only a branch that stays open for this long is named as one that can help. Default 60 minutes.',
  },
  helpAtMost: {
    label: 'Named at most',
    hint: 'This many surgeries nearby are named to patients of a branch in trouble. Default 3, 0 names none.',
  },
  exceptions: { label: 'Days out of the ordinary', hint: '' },
} as const;

export const UNITS = {
  percent: '% of the GPs expected',
  percentOfBranches: '% of open branches',
  gps: 'GPs expected',
  minutes: 'minutes',
  branches: 'surgeries',
} as const;

export const SHARE_FAULTS = {
  percent: 'must be a number from 0 to 100.',
  fewer: 'must not be above “As usual, from”.',
  few: 'must not be above “Fewer, from”.',
} as const;

export const BRANCHES = {
  heading: 'Branches',
  add: 'Add a branch',
  none: 'There are no branches yet.',
  columns: {
    name: 'Branch',
    town: 'Town',
    hours: 'Opening hours',
    gps: 'GPs',
    list: 'Patients',
    days: 'Own days',
    actions: 'Change',
  },
  expectedGps: 'GPs expected on a usual day',
  edit: 'Edit',
  retire: 'Retire',
  retireAction: 'Retire this branch',
  retireKeep: 'Keep it',
  left: 'Branches that left',
  leftMore: 'They are on no page. One that comes back has its details as they were.',
  back: 'Bring back',
} as const;

export function retireAsks(name: string): { readonly title: string; readonly lines: readonly string[] } {
  return {
    title: `Retire ${name}?`,
    lines: [
      'It leaves the public page, the wallboard and the reports at once. Patients can no longer look it up.',
      'What was said of it stays in the record. You can bring it back here.',
      'To close it for a day or two, set the days in its opening hours instead.',
    ],
  };
}

export function branchDone(done: 'added' | 'saved' | 'retired' | 'back', name: string): string {
  switch (done) {
    case 'added':
      return `${name} is added. Patients see it now.`;
    case 'saved':
      return `${name} is saved. Patients see it now.`;
    case 'retired':
      return `${name} has left the practice.`;
    case 'back':
      return `${name} is back. Check that its details are still right.`;
  }
}

export const PRACTICE_SAVED = 'The practice is saved. Every page shows it now.';

export const BRANCH_FORM = {
  add: 'Add a branch',
  addAction: 'Add this branch',
  where: 'Name and place',
  hours: 'Opening hours',
  gps: 'GPs and patients',
  trouble: 'When something fails',
  providers: 'Who provides its systems',
  providersMore: 'Only staff read this. It helps to see that branches share a fault.',
  days: 'Days out of the ordinary',
  daysMore: 'A day here replaces the usual hours, on bank holidays too.',
  readBack: 'We read this as',
  slugFor: 'Its page:',
} as const;

export const BRANCH_FIELDS = {
  name: { label: 'Name', hint: 'As patients know it, such as Orton Mere Surgery.' },
  slug: { label: 'Name in addresses', hint: 'It can never be changed.' },
  address: { label: 'Street and number', hint: '' },
  town: { label: 'Town', hint: '' },
  postcode: { label: 'Postcode', hint: '' },
  position: {
    label: 'Coordinates',
    hint: 'Latitude, longitude. Press on the building in an online map and copy them, as in 52.5731, -0.2428. Without them patients are not told how far it is.',
  },
  phone: { label: 'Phone', hint: '' },
  odsCode: { label: 'ODS code', hint: 'As in A81001 or A81001001.' },
  hours: {
    label: 'Opening hours',
    hint: 'Write it like Mon-Fri 08:00-18:30. Two openings a day: Mon 08:00-12:30 13:30-18:30. Other days after a semicolon. Bank holidays are closed by themselves.',
  },
  exceptions: { label: 'Days out of the ordinary', hint: '' },
  expectedGps: { label: 'GPs on a usual day', hint: 'Whoever reports can say otherwise for a day.' },
  listSize: { label: 'Registered patients', hint: '' },
  providers: { label: 'Providers', hint: '' },
  internet: { label: 'Internet', hint: '' },
  records: { label: 'Patient records', hint: '' },
  phones: { label: 'Phone line', hint: '' },
  takesOthers: {
    label: 'It may take patients of other branches',
    hint: 'When a branch nearby is in trouble, patients may be told to go here.',
  },
  gpWording: { label: 'How patients read about GPs', hint: '' },
  redirect111: {
    label: 'Its phone line names NHS 111 while it is shut',
    hint: 'Tick it when its recorded message says so.',
  },
} as const;

export const GP_WORDINGS = [
  { value: 'numbers', label: 'In numbers' },
  { value: 'words', label: 'In words only' },
] as const;

export const BRANCH_FAULTS = {
  position: 'must be two numbers with a comma between them, as in 52.5731, -0.2428.',
} as const;

export const EXCEPTIONS = {
  none: 'No such day is set.',
  add: 'Add a day',
  date: 'Date',
  closed: 'Closed all day',
  hours: 'Open hours',
  hoursHint: 'As in 08:00-12:00',
  note: 'Note that patients read',
  remove: 'Remove',
  past: 'over',
  removePast: 'Remove days that are over',
  newDay: 'new day',
} as const;

export const CONFLICT = {
  title: 'Somebody else changed this too',
  more: 'Nothing was saved yet. Choose what shall stand, then save again.',
  choose: 'Choose what shall stand.',
  mine: 'Use mine',
  now: 'Now:',
  yours: 'Yours:',
  empty: 'empty',
} as const;

/** "Keep Ben’s". */
export function keepTheirs(by: string | null): string {
  return by === null ? 'Keep theirs' : `Keep ${by}’s`;
}

/** "Ben Office changed Phone and Website meanwhile. That stands too." */
export function alsoChanged(theirs: readonly Clash[], labelOf: (field: string) => string): string {
  const by = theirs[0]?.by ?? SETTINGS.somebody;
  return `${by} changed ${listOf([...new Set(theirs.map(({ field }) => labelOf(field)))])} meanwhile. That stands too.`;
}

/** "Last changed by Ben Office, 2 days ago." */
export function lastChanged(by: string | null, age: string): string {
  return `Last changed${by === null ? '' : ` by ${by}`}, ${age}.`;
}

/** "Ben Office changed Phone 2 minutes ago." */
export function conflictLine(by: string | null, label: string, age: string): string {
  return `${by ?? SETTINGS.somebody} changed ${label} ${age}.`;
}

export const YES_NO = { yes: 'yes', no: 'no' } as const;

/** Which of the days out of the ordinary a fault is about. */
export function dayOfList(index: number): string {
  return `Day ${index + 1} out of the ordinary`;
}
