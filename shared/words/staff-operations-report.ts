import { listOf } from './lists.ts';
import { GP_COLUMNS } from './staff-operations.ts';

export const REPORT = {
  notSaid: 'As it is',
  it: 'IT',
  allWorking: 'All working',
  internetDown: 'Internet down',
  internetHint:
    'When the internet is down, records, online and prescriptions count as down too, unless you say otherwise.',
  gps: 'GPs',
  giveCounts: 'Give counts',
  leaveCounts: 'Leave counts as they are',
  doors: 'Doors',
  message: 'Message to patients',
  messageHint: 'Patients read it on the page of the surgery. One line.',
  messageNow: 'Now they read:',
  removeMessage: 'Take the message away',
  note: 'Note for staff',
  noteHint: 'Patients never see it. No names of patients, no illness of colleagues.',
  noteNow: 'It says now:',
  removeNote: 'Take the note away',
  preview: 'Show what patients will see',
  previewHeading: 'What patients will see',
  previewAgain: 'Show again',
  previewWaiting: 'Fetching…',
  previewFailed: 'The preview could not be fetched. You can still report.',
  previewOld: 'You changed the report after this.',
  noticeUp: 'The NHS 111 notice will be up, for:',
  noticeNotUp: 'The NHS 111 notice will not be up.',
  tellEveryone: 'Tell everyone',
  saveNote: 'Save note for staff',
  cancel: 'Cancel',
  keptDraft: 'What you began is still here.',
  onBehalf: 'It is recorded as said by you on behalf of the branch.',
  sameForAll: 'The same is said of all of them, or of none if somebody else changed one meanwhile.',
} as const;

/** "Report for Clayton Surgery", "Report for 3 branches". */
export function reportTitle(names: readonly string[]): string {
  return names.length === 1 ? `Report for ${names[0]}` : `Report for ${names.length} branches`;
}

/** "Clayton, Yaxham and 3 more". */
export function branchNames(names: readonly string[]): string {
  if (names.length <= 6) return listOf(names);
  return `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
}

export function charactersLeft(left: number): string {
  return `${left} characters left`;
}

export function previewOf(name: string): string {
  return `For ${name}`;
}

export const REPORT_FAULTS = {
  saysNothing: 'Say something first: IT, GPs, doors, a message or a note.',
  countsMissing: (fields: readonly Exclude<keyof typeof GP_COLUMNS, 'available'>[]) =>
    `Give all counts. Missing: ${listOf(fields.map((field) => GP_COLUMNS[field].name.toLowerCase()))}.`,
} as const;
