import type { Access, GpCounts, Service, ServiceState } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import { capitalise, listOf } from './lists.ts';
import { ACCESS_NAMES } from './staff-edits.ts';
import { formatShortAge, SERVICE_LABELS } from './staff.ts';
import { formatSince } from './times.ts';

/** What a lead can say, each in a sheet of its own. */
export type SheetKind = 'internet-down' | 'records-down' | 'all-working' | 'services' | 'gps' | 'doors' | 'message';

/** On the page itself. */
export const LEAD = {
  patientsSee: 'Patients see this now.',
  mayHaveChanged: 'This may have changed since.',
  branch: 'Branch',
  chooseBranch: 'Choose a branch',
  noBranch: 'You are not lead of a branch yet.',
  noBranchMore: 'Ask operations to name your branch, then load this page again.',
  lookOnly: 'This page is for people who report. You can look at the wallboard.',
  it: 'What works?',
  buttons: {
    'all-working': 'All working',
    'internet-down': 'Internet down',
    'records-down': 'Records down',
    services: 'Something else…',
  },
  more: 'More to say',
  gps: 'GPs',
  doors: 'Doors',
  openInHours: 'Open in opening hours',
  message: 'Message to patients',
  note: 'Note for colleagues',
  colleaguesNote: 'Wrote a note for colleagues',
  none: 'None',
  change: 'Change',
  today: 'Said today',
  nothingToday: 'Nobody has said anything today.',
  asShown: 'Said that it is as shown',
  all: 'Show all',
  allFailed: 'This could not be fetched. Try again.',
  stillSo: 'Still so?',
  yesStill: 'Yes, still so',
  worksAgain: 'It works again',
  waitingRegion: 'Waits for you',
  stillSoRegion: 'Still so?',
  stillSoSaid: 'Thank you. Everybody can see that you looked.',
  goOn: 'Go on',
  throwAway: 'Throw away',
} as const;

export const SHEET_TITLES: { readonly [K in SheetKind]: string } = {
  'internet-down': 'Internet down',
  'records-down': 'Records down',
  'all-working': 'All working',
  services: 'Something else',
  gps: 'GPs today',
  doors: 'Doors',
  message: 'Message to patients',
};

/** In the sheets. */
export const SHEET = {
  tell: 'Tell everyone',
  cancel: 'Cancel',
  back: 'Back',
  done: 'Done',
  phonesQuestion: 'Do the phones still work?',
  phonesHint: 'When the line is lost, the phones can be lost too.',
  phones: { working: 'Yes', down: 'No', unknown: 'Not sure' },
  internetSays: 'Records, online and prescriptions count as down too.',
  recordsSays: 'Doctors cannot open medical records. The other services stay as they are.',
  allSays: 'All five services work:',
  openDoorsToo: 'Open the doors again too',
  takeMessageToo: 'Take the message to patients back too',
  servicesHint: 'Say only what you know. What you leave stays as it is.',
  note: 'Note for colleagues',
  noteHint: 'Patients never see it. No names, no illness.',
  inToday: 'In today',
  missing: 'Who is missing is',
  offSick: 'Off sick',
  away: 'Away',
  locums: 'Locums',
  planned: 'Planned today',
  doorsLegend: 'How can patients reach you?',
  messageLabel: 'What should patients know?',
  messageHint: 'They read it under the name of the surgery, until midnight.',
  takeBack: 'Take the message back',
  preview: 'What patients will see',
  previewWaiting: 'Fetching…',
  previewFailed: 'The preview could not be fetched. You can still tell everyone.',
  previewOld: 'You changed something since. It is fetched again.',
  previewNothing: 'Say something first, then patients’ page is shown here.',
  previewLinks: 'Links do not work in this preview.',
  meanwhile: 'Said while this was open',
  sending: 'Sending…',
} as const;

/** The states of a service, four in a row of a phone. */
export const SERVICE_CHOICES: { readonly [S in ServiceState]: string } = {
  working: 'Works',
  degraded: 'Partly',
  down: 'Down',
  unknown: 'Not known',
};

/** The doors as a lead chooses them. */
export const DOOR_CHOICES: { readonly [A in Access]: string } = {
  open: 'Open',
  'phone-only': 'Phone only',
  closed: 'Closed',
};

/** How it ended. */
export const OUTCOME = {
  everyone: 'Everyone sees this now',
  noted: 'Saved for your colleagues',
  saved: 'Saved',
  reading: 'Reading the public page…',
  unread: 'The public page could not be read from here just now. What you said is saved.',
  publicPage: 'Open the public page',
  unsent: 'Not sent yet: no connection.',
  unsentAway: 'Not sent yet.',
  unsentMore: 'What you said is kept on this phone. Trying again is safe: it counts once.',
  tryAgain: 'Try again',
  doNotSend: 'Do not send',
  refused: 'Not sent',
  signedOut: 'Not sent yet: sign in again.',
  signedOutMore: 'Your session has ended. What you said is kept, and sent once you are signed in.',
  signIn: 'Sign in',
  conflict: 'Somebody else said something',
  several: 'Choose for each, then send.',
  sendChosen: 'Send what I chose',
  theirs: 'Theirs is kept. Nothing was sent.',
  changedSince: 'Look again before you say that it is still so.',
} as const;

export const LEAD_FAULTS = {
  phones: 'Say whether the phones still work.',
  placed: 'Say whether they are off sick or away.',
  nothing: 'Nothing is changed yet.',
  message: 'Write what patients should know.',
  messageTaken: 'Write a message, or take the last one back.',
} as const;

/** "Tell everyone", for operations "Tell everyone for Clayton Surgery". */
export function tellWords(name: string, onBehalf: boolean): string {
  return onBehalf ? `${SHEET.tell} for ${name}` : SHEET.tell;
}

/** Stands where operations speak for a branch. */
export function onBehalfLine(name: string): string {
  return `You speak on behalf of ${name}.`;
}

/** "checked 12 s ago". */
export function checkedAge(ms: number): string {
  return `checked ${formatShortAge(ms)} ago`;
}

/** "4 of 8 in today, 3 off sick, 1 away, 1 locum". */
export function gpLine(counts: (GpCounts & { readonly available: number }) | null): string {
  if (!counts) return 'Not told yet today';
  const { available, expected, offSick, away, locums } = counts;
  const more = [
    offSick > 0 ? `${offSick} off sick` : null,
    away > 0 ? `${away} away` : null,
    locums > 0 ? `${locums} ${locums === 1 ? 'locum' : 'locums'}` : null,
  ].filter((part) => part !== null);
  return [`${available} of ${expected} in today`, ...more].join(', ');
}

/** "Open", "Phone only"; at night the doors are only as open as the hours say. */
export function doorsLine(access: Access, openNow: boolean): string {
  return access === 'open' && !openNow ? LEAD.openInHours : capitalise(ACCESS_NAMES[access]);
}

export function ofExpected(expected: number): string {
  return `of ${expected}`;
}

/** "280 characters left", "3 characters too many". */
export function lettersLeft(left: number): string {
  const count = Math.abs(left);
  return `${count} ${count === 1 ? 'character' : 'characters'} ${left < 0 ? 'too many' : 'left'}`;
}

/** "Internet down, said 9:05am by you". */
export function claimLine(
  services: readonly Service[],
  said: { readonly at: Instant; readonly by: string | null },
  context: { readonly now: Instant; readonly zone: string; readonly me: string | null },
): string {
  const names = listOf(services.map((service) => SERVICE_LABELS[service].name));
  const when = formatSince(said.at, context.now, context.zone);
  return `${capitalise(names.toLowerCase())} not working, said ${when} by ${whoSaid(said.by, context.me)}.`;
}

/** "you", "Sam Jones", "somebody". */
export function whoSaid(by: string | null, me: string | null): string {
  if (by === null) return 'somebody';
  return by === me ? 'you' : by;
}

/** "Yes, still down". */
export function stillWords(states: readonly ServiceState[]): string {
  return states.every((state) => state === 'down') ? 'Yes, still down' : LEAD.yesStill;
}

/** What was begun, and waits over the lower edge. */
export function waitingLine(kind: SheetKind): string {
  return `You began: ${SHEET_TITLES[kind].toLowerCase()}.`;
}
