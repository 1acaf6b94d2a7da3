import type { ReportContent } from '../facts/check-report.ts';
import { SERVICES } from '../facts/fact.ts';
import type { EntryState } from '../outbox/entry.ts';
import { capitalise, listOf } from './lists.ts';
import { ACCESS_NAMES, SERVICE_STATE_NAMES } from './staff-edits.ts';
import { SERVICE_LABELS } from './staff.ts';

/** The lead page as an app on a phone. */
export const LEAD_APP = {
  name: 'Branchboard',
  description: 'Tell everyone how your branch is, also without a connection.',
} as const;

/** What waits on a phone, and what became of it. */
export const OUTBOX = {
  title: 'Your reports on this phone',
  tooOld: 'This is more than two days old. Say it again if it is still so.',
  noRight: 'You may no longer report for this branch. Nobody was told this.',
  gone: 'This branch is not in the practice any more. Nobody was told this.',
  decide: 'Decide',
  signIn: 'Sign in',
  throwAway: 'Throw away',
  clear: 'Clear',
  close: 'Leave it to wait',
  byItself: 'It goes by itself when there is a connection, also after you close this page.',
  look: 'Look at it',
  show: 'Show them',
  holdsNow: 'Yours is shown now, in place of this:',
  shownAsWas: 'They know better since then: theirs is shown.',
  signOutTitle: 'Not everything is sent',
  signOutLine: 'It stays on this phone, and is sent when you sign in here again.',
  signOutKeep: 'Keep it and sign out',
  signOutStay: 'Stay signed in',
  signOutFailed: 'No connection: you are still signed in. What this phone kept of the board is removed.',
  sentToast: 'Sent.',
  stillSoWaits: 'Not sent yet. It goes by itself when there is a connection.',
} as const;

const WAITING_WORDS = {
  new: 'Not sent yet',
  'no-connection': 'Not sent yet: no connection',
  busy: 'Not sent yet: the server is busy',
  'signed-out': 'Not sent yet: sign in again, then it is sent',
} as const;

/** "Not sent yet: no connection". */
export function stateWords(state: EntryState): string {
  switch (state.kind) {
    case 'waiting':
      return WAITING_WORDS[state.why];
    case 'changed':
      return 'Someone changed this meanwhile: what now?';
    case 'sent':
      return 'Sent';
    case 'refused':
      return 'Not sent';
  }
}

/** Why something was refused, in our own words where the server's say less. */
export function refusalWords({ why, detail }: Extract<EntryState, { kind: 'refused' }>): string {
  if (why === 'no-right') return OUTBOX.noRight;
  return why === 'gone' ? OUTBOX.gone : detail;
}

/** What was said, in a line: "Internet down and phones working". */
export function contentLine({ it, gps, access, message, note, confirm }: ReportContent): string {
  const services = SERVICES.flatMap((service) => {
    const state = it?.[service];
    return state === undefined ? [] : [{ name: SERVICE_LABELS[service].name.toLowerCase(), state }];
  });
  const isAllWell = services.length === SERVICES.length && services.every(({ state }) => state === 'working');
  const parts = [
    ...(isAllWell ? ['all working'] : services.map(({ name, state }) => `${name} ${SERVICE_STATE_NAMES[state]}`)),
    ...(gps ? [`GPs ${gps.expected - gps.offSick - gps.away + gps.locums} of ${gps.expected} in`] : []),
    ...(access ? [`doors ${ACCESS_NAMES[access]}`] : []),
    ...(message === undefined ? [] : [message === null ? 'message taken back' : 'message to patients']),
    ...(note === undefined ? [] : [note === null ? 'note taken away' : 'note for colleagues']),
    ...(confirm ? ['still so'] : []),
  ];
  return capitalise(listOf(parts));
}

/** "Not sent yet. Internet down.", "2 reports are not settled yet." */
export function unsettledLine(lines: readonly string[], isQuestion: boolean): string {
  const [only, ...more] = lines;
  if (more.length > 0) return `${lines.length} reports are not sent yet, or ask what now.`;
  return isQuestion ? `Look at this: ${only}.` : `Not sent yet. ${only}.`;
}

/** "2 reports by somebody else wait on this phone." */
export function othersLine(count: number): string {
  const what = count === 1 ? '1 report by somebody else waits' : `${count} reports by somebody else wait`;
  return `${what} on this phone. ${count === 1 ? 'It is' : 'They are'} sent when that person signs in here.`;
}

/** "said 12 min ago". */
export function saidAgo(age: string): string {
  return `said ${age} ago`;
}

/** "2 reports are not sent yet." for who signs out. */
export function unsentCount(count: number): string {
  return count === 1 ? '1 report is not sent yet.' : `${count} reports are not sent yet.`;
}
