import type { StaffRole } from '../people/roles.ts';
import { listOf } from './lists.ts';
import { refusalSentence } from './record-refusals.ts';
import { ROLE_NAMES } from './staff-people.ts';

/** What a note tells of. */
export interface NoteToSay {
  readonly event: string;
  readonly outcome: string;
  readonly subjectName: string | null;
  readonly detail: object;
  /** Of a count of refusals. */
  readonly refusals: number | null;
}

interface Rights {
  readonly role?: StaffRole;
  readonly branches?: readonly string[];
  readonly leaving?: string | null;
}

/** What notes of all events hold beside who and when. */
interface Detail extends Rights {
  readonly now?: Rights;
  readonly before?: Rights;
  readonly way?: string;
  readonly by?: string;
  readonly branch?: string | null;
  readonly branches?: readonly string[];
  readonly seqs?: readonly number[];
  readonly via?: string;
  readonly lines?: number;
  readonly days?: number | null;
  readonly waitingRoomOf?: string;
  readonly method?: string;
  readonly route?: string;
}

type NameOf = (slug: string) => string;
type Say = (note: NoteToSay & { readonly detail: Detail }, nameOf: NameOf) => string;

const WAYS: Readonly<Record<string, string>> = {
  password: 'by password',
  passkey: 'by passkey',
  code: 'by password and code',
  provider: 'by another service',
};

const HANDED_OVER: Readonly<Record<string, string>> = {
  link: 'with a link to hand over',
  sheet: 'with a printed sheet',
  mail: 'by email',
};

const VIAS: Readonly<Record<string, string>> = {
  text: ', by text message',
  'text-code': ', by text message with a code',
  'text-signal': ', by text message that the sender of the branch confirmed',
  'text-office': ', as somebody had texted',
};

function waySaid(way = ''): string {
  const said = WAYS[way];
  return said === undefined ? '' : ` ${said}`;
}

function rightsSaid({ role, branches = [] }: Rights, nameOf: NameOf): string {
  if (role === undefined) return '';
  const of = role === 'lead' && branches.length > 0 ? ` of ${listOf(branches.map(nameOf))}` : '';
  return `${ROLE_NAMES[role].toLowerCase()}${of}`;
}

function whom({ subjectName }: NoteToSay): string {
  return subjectName ?? 'somebody who is gone';
}

function branchesSaid({ branches = [] }: Detail, nameOf: NameOf): string {
  return branches.length === 0 ? 'the practice' : listOf(branches.map(nameOf));
}

function changedRights({ detail: { before = {}, now = {} }, ...note }: Parameters<Say>[0], nameOf: NameOf): string {
  const [was, is] = [rightsSaid(before, nameOf), rightsSaid(now, nameOf)];
  const rights =
    was === is
      ? `Changed ${whom({ ...note, detail: {} })}`
      : `Changed ${whom({ ...note, detail: {} })} from ${was} to ${is}`;
  if ((before.leaving ?? null) === (now.leaving ?? null)) return `${rights}.`;
  return now.leaving ? `${rights}, and set their last day.` : `${rights}, and took their last day back.`;
}

function senderOf({ subjectName }: NoteToSay, nameOf: NameOf): string {
  return subjectName === null ? 'the canary' : nameOf(subjectName);
}

function roomSaid({ waitingRoomOf }: Detail, nameOf: NameOf): string {
  return waitingRoomOf === undefined ? '' : `, for the waiting room of ${nameOf(waitingRoomOf)}`;
}

/** By event and outcome. What is not here is said by its own name, so that nothing is left out. */
const SENTENCES: Readonly<Record<string, Say>> = {
  'sign-in signed-in': ({ detail }) => `Signed in${waySaid(detail.way)}.`,
  'sign-in password-right': () => 'Typed the right password, and was asked for a code.',
  'sign-out ended': () => 'Signed out.',
  'set-up set-up': ({ detail }, nameOf) =>
    `Set up their account as ${rightsSaid(detail, nameOf)}${waySaid(detail.way)}.`,
  'proof proved': ({ detail }) => `Proved who they are${waySaid(detail.way)}.`,
  'way password': () => 'Changed their password.',
  'way added': () => 'Signed in by another service for the first time.',
  'way passkey-added': () => 'Added a passkey.',
  'way passkey-renamed': () => 'Renamed a passkey.',
  'way passkey-removed': () => 'Removed a passkey.',
  'way app-added': () => 'Added an authenticator app.',
  'way app-removed': () => 'Removed their authenticator app.',
  'way recovery-codes': () => 'Made new recovery codes.',
  'session ended': () => 'Signed themselves out in one place.',
  'session others-ended': () => 'Signed themselves out everywhere else.',
  'person invited': (note, nameOf) =>
    `Let ${whom(note)} in as ${rightsSaid(note.detail.now ?? {}, nameOf)}, ${HANDED_OVER[note.detail.by ?? ''] ?? 'with a link'}.`,
  'person invited-again': (note) =>
    `Made a new link for ${whom(note)}, ${HANDED_OVER[note.detail.by ?? ''] ?? 'to hand over'}.`,
  'person changed': changedRights,
  'person removed': (note, nameOf) => `Removed ${whom(note)}, who was ${rightsSaid(note.detail.before ?? {}, nameOf)}.`,
  'display paired': (note, nameOf) => `Let the screen ${whom(note)} in${roomSaid(note.detail, nameOf)}.`,
  'display claimed': (note) => `The screen ${whom(note)} came up.`,
  'display pointed': (note, nameOf) => `Moved the screen ${whom(note)}${roomSaid(note.detail, nameOf)}.`,
  'display revoked': (note) => `Removed the screen ${whom(note)}.`,
  'sender issued': (note, nameOf) => `Made a sender’s token for ${senderOf(note, nameOf)}.`,
  'sender revoked': (note, nameOf) => `Ended a sender’s token of ${senderOf(note, nameOf)}.`,
  'token issued': (note, nameOf) => `Made the API token ${whom(note)}: ${rightsSaid(note.detail, nameOf)}.`,
  'token revoked': (note) => `Ended the API token ${whom(note)}.`,
  'report reported': ({ detail }, nameOf) =>
    `Reported for ${branchesSaid(detail, nameOf)}${VIAS[detail.via ?? ''] ?? ''}.`,
  'report on-behalf': ({ detail }, nameOf) =>
    `Reported for ${branchesSaid(detail, nameOf)} on behalf of the branch${VIAS[detail.via ?? ''] ?? ''}.`,
  'text waits': () => 'Sent a text message that waits to be confirmed.',
  'text refused': (note) => `Said that a text message of ${whom(note)} is not true.`,
  'incident declared': () => 'Declared an incident.',
  'incident updated': () => 'Said how an incident goes on.',
  'incident escalated': () => 'Noted where an incident was reported.',
  'incident resolved': () => 'Resolved an incident.',
  'incident planned': () => 'Put planned work on the board.',
  'incident called-off': () => 'Called planned work off.',
  'incident notice': () => 'Set the NHS 111 notice.',
  'incident alert': ({ detail }, nameOf) => `Declared the alert state of ${branchesSaid(detail, nameOf)}.`,
  'incident check': () => 'Ticked something on the list of an incident.',
  'setting branch': ({ detail }, nameOf) => `Changed the settings of ${branchesSaid(detail, nameOf)}.`,
  'setting branch-retired': ({ detail }, nameOf) => `Took ${branchesSaid(detail, nameOf)} off the board.`,
  'setting practice': () => 'Changed the settings of the practice.',
  'record downloaded': () => 'Downloaded the access record.',
  'record forgotten': ({ detail }) =>
    `Let ${detail.lines ?? 0} lines go that were older than ${detail.days ?? 0} days.`,
  'record erased': ({ detail }, nameOf) => `Erased text that was typed of ${branchesSaid(detail, nameOf)}.`,
  'record name-erased': () => 'Erased the name of somebody who left.',
};

/** What was done or refused, in plain words. */
export function noteSentence(note: NoteToSay, nameOf: NameOf): string {
  const say = SENTENCES[`${note.event} ${note.outcome}`];
  if (say) return say(note, nameOf);
  return refusalSentence(note) ?? `${note.event}: ${note.outcome}.`;
}
