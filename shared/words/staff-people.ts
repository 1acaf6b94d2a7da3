import { type Instant, MINUTE } from '../practice/instant.ts';
import type { People, Person } from '../wire/people.ts';
import { listOf } from './lists.ts';
import { formatShortAge } from './staff.ts';
import { formatDay, formatSince } from './times.ts';

/** Of every list that a screen reads from the server. */
export const LISTS = {
  loading: 'Reading the list…',
  unreachable: 'We cannot reach Branchboard.',
  again: 'Try again',
} as const;

/** Of an address that no other computer can open. */
export const ONLY_HERE =
  'This address works on this computer only. Whoever runs the server sets PUBLIC_ORIGIN to the address that everybody uses.';

export const PEOPLE = {
  title: 'People',
  intro: 'Everybody who may sign in. Screens have a list of their own.',
  add: 'Add a person',
  caption: 'People who may sign in',
  name: 'Name',
  role: 'Role',
  branches: 'Branches',
  state: 'State',
  actions: 'Actions',
  you: 'You',
  allBranches: 'All',
  change: 'Change',
  newLink: 'New link',
  remove: 'Remove',
  waits: 'Waiting: account not set up yet',
  left: 'Left on',
  signedOut: 'Not signed in',
  onlyAdmin: 'The only admin who can sign in. Make somebody else one before you change or remove them.',
  onlyYou: 'You are the only admin who can sign in. Make somebody else one before you change or remove yourself.',
  byAdmins: 'Admins change people of operations.',
} as const;

export const ROLE_NAMES: { readonly [R in Person['role']]: string } = {
  lead: 'Lead',
  'read-only': 'Read-only',
  operations: 'Operations',
  admin: 'Admin',
};

const ROLE_RIGHTS: { readonly [R in Person['role']]: string } = {
  lead: 'Reports for the branches you choose here.',
  'read-only': 'Sees what staff see on the wallboard, and the history of every branch. Changes nothing.',
  operations: 'Reports for all branches, declares incidents, changes the settings and lets leads in.',
  admin: 'Does what operations does, and lets people of operations and other admins in.',
};

/** What somebody with this role may do. */
export function rightsOf(role: Person['role']): string {
  return ROLE_RIGHTS[role];
}

export const PERSON_FORM = {
  name: 'Name',
  nameHint: 'As colleagues see it beside a report. It cannot be changed later.',
  email: 'Email address',
  emailHint: 'They sign in with it.',
  emailHintNone: 'They sign in with it. Branchboard sends no email here: that is not set up on this server yet.',
  emailWrong: 'Write an email address, such as jo@practice.example.',
  role: 'Role',
  branches: 'Branches',
  noBranch: 'Choose at least one branch.',
  phone: 'Mobile number (optional)',
  phoneWrong: 'Write a mobile number, such as 07700 900123.',
  lastDay: 'Last day (optional)',
  lastDayHint: 'From the day after they cannot sign in. Leave it empty while there is none.',
  lastDayWrong: 'Write a day, such as 2026-03-31.',
  addTitle: 'Add a person',
  addLine: 'They get a link, and choose with it how they sign in.',
  addAction: 'Add and make link',
  added: 'Added.',
  addedMaybe: 'Your first try may have been saved. If the person is in the list now, make a new link there.',
  changeAction: 'Save',
  changed: 'Saved.',
  linkAction: 'Make new link',
  linked: 'The new link is made.',
  removed: 'Removed.',
} as const;

/** What a number is good for, as texting is set up here. */
export function phoneHint({ receives, sends }: People['texts']): string {
  if (!receives) return 'For reports by text message. Text messages are not set up on this server yet.';
  if (!sends)
    return 'They can text "CLAYTON DOWN" from it. No answers are sent: that is not set up on this server yet.';
  return 'They can text "CLAYTON DOWN" from it, and get an answer. Only operations see the number.';
}

export function changeTitle(name: string): string {
  return `Change ${name}`;
}

export function changeLines(name: string, isYou: boolean): readonly string[] {
  if (isYou) return ['If you change your own role, you are signed out. As a lead you cannot come back to this screen.'];
  return [`Another role or other branches sign ${name} out within 5 seconds. Then they sign in again.`];
}

export function linkTitle(name: string): string {
  return `Make a new link for ${name}`;
}

export function linkLines({ name, state }: Pick<Person, 'name' | 'state'>): readonly string[] {
  if (state === 'invited') return ['The link that they have stops working.'];
  return [
    `${name} chooses anew how to sign in. Do this when a password or a phone is lost.`,
    'What they sign in by now works until they use the link. Then all of it ends, and they are signed out everywhere else.',
  ];
}

export function removeTitle(name: string): string {
  return `Remove ${name}?`;
}

export function removeAction(name: string): string {
  return `Remove ${name}`;
}

export function removeLines({ name, state }: Pick<Person, 'name' | 'state'>, isYou: boolean): readonly string[] {
  const kept = 'What they reported stays, with their name.';
  if (isYou) return ['You are signed out, and cannot sign in again.', 'What you reported stays, with your name.'];
  if (state === 'invited') return ['Their link stops working.', kept];
  return [`${name} cannot sign in any more. Where they are signed in now, that ends within 5 seconds.`, kept];
}

/** Of a button in somebody's row: "Change Jo Smith". */
export function actionOn(action: string, name: string): string {
  return `${action}: ${name}`;
}

/** "Clayton and Yaxham": what a lead is lead of. */
export function branchesOf({ role, branches }: Person, nameOf: (slug: string) => string): string {
  return role === 'lead' ? listOf(branches.map(nameOf)) : PEOPLE.allBranches;
}

/** "Seen 4 min ago"; of somebody who is not signed in, why. */
export function personState({ state, leaving, lastSeenAt }: Person, now: Instant, zone: string): string {
  if (state === 'invited') return PEOPLE.waits;
  if (state === 'left') return leaving ? `${PEOPLE.left} ${dayBefore(leaving, zone)}` : PEOPLE.signedOut;
  return lastSeenAt ? seenWords(now - Date.parse(lastSeenAt)) : PEOPLE.signedOut;
}

/** "Last day: Friday 3 January 2020"; null for who stays, or has left. */
export function leavesWords({ state, leaving }: Person, zone: string): string | null {
  return leaving && state !== 'left' ? `Last day: ${dayBefore(leaving, zone)}` : null;
}

/** Who leaves at midnight was there the day before. */
function dayBefore(leaving: string, zone: string): string {
  return formatDay(Date.parse(leaving) - 1, zone);
}

function seenWords(ms: number): string {
  return ms < MINUTE ? 'Seen just now' : `Seen ${formatShortAge(ms)} ago`;
}

/** "3 people". */
export function peopleCount(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

export function listIsOld(readAt: Instant, now: Instant, zone: string): string {
  return `We cannot read this list now. What you see is from ${formatSince(readAt, now, zone)}.`;
}
