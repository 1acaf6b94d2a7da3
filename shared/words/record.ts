import { EVENTS_OF, RECORD_KINDS, type RecordKind } from '../people/access-events.ts';
import type { Instant } from '../practice/instant.ts';
import { dayKey, localDay } from '../practice/local-time.ts';
import type { RecordLine } from '../wire/record.ts';
import { noteSentence, type NoteToSay } from './record-notes.ts';
import { formatClock, formatSince } from './times.ts';

/** The page on which admins read who came in, who was refused and who changed what. */
export const RECORD = {
  title: 'Access record',
  intro:
    'Who signed in, who was refused, and who changed or reported what. Only admins see it, and nobody can change it.',
  caption: 'Access record, newest first',
  when: 'When',
  who: 'Who',
  what: 'What',
  from: 'From',
  filters: 'Show',
  person: 'Person',
  everybody: 'Everybody',
  kind: 'About',
  everything: 'Everything',
  outcome: 'Outcome',
  anyOutcome: 'All',
  day: 'Day',
  clear: 'Show everything',
  download: 'Download as CSV',
  more: 'Show earlier',
  loading: 'Reading the record…',
  readAgain: 'Read again',
  refused: 'Refused',
  nothing: 'Nothing is recorded yet.',
  nothingSuch: 'Nothing in the record is like that.',
  unreachable: 'We cannot read the record now.',
  adminsOnly: 'Only admins see this.',
  end: 'That is the beginning of the record.',
} as const;

export const RECORD_KIND_NAMES: { readonly [K in RecordKind]: string } = {
  'sign-ins': 'Signing in and out',
  accounts: 'How people sign in',
  people: 'People and their rights',
  machines: 'Wallboards, senders and tokens',
  reports: 'Reports',
  incidents: 'Incidents, notice and alert states',
  settings: 'Practice settings',
  refusals: 'Requests that were refused',
  record: 'The record itself',
};

export const RECORD_OUTCOME_NAMES = { done: 'Done', refused: 'Refused' } as const;

export const RECORD_WORDS = {
  dayWrong: 'must be a day, such as 2026-03-31.',
} as const;

export const RECORD_HEADS = ['When', 'Who', 'What', 'Outcome', 'Address', 'Device'] as const;

const NOBODY_KNOWN = 'Somebody unknown';
const ON_THE_SERVER = 'Whoever runs the server';
const SERVER_ITSELF = 'The server itself';
const BY_TEXT = 'By text message';
const MANY_ADDRESSES = 'Many addresses';

/** "As of 10:42am." */
export function recordIsOf(readAt: Instant, now: Instant, zone: string): string {
  return `As of ${formatSince(readAt, now, zone)}.`;
}

/** A note with the names of whom it tells of. */
export interface NoteWithNames extends NoteToSay {
  readonly actor: string | null;
  readonly actorName: string | null;
  readonly address: string | null;
  readonly bySystem: boolean;
}

/** The kind that an event stands under. */
export function kindOf(event: string): RecordKind {
  return RECORD_KINDS.find((kind) => EVENTS_OF[kind].some((one) => one === event)) ?? 'record';
}

function whoOf({ actor, actorName, bySystem }: NoteWithNames): string {
  if (bySystem) return ON_THE_SERVER;
  return actorName ?? (actor === null ? NOBODY_KNOWN : 'Somebody who is gone');
}

function fromOf({ address, outcome, detail }: NoteWithNames): string {
  if (address !== null) return address;
  if (outcome === 'flood') return MANY_ADDRESSES;
  return 'via' in detail ? BY_TEXT : SERVER_ITSELF;
}

/** Who did what, from where, in plain words. */
export function recordLine(
  note: NoteWithNames,
  branchName: (slug: string) => string,
): Pick<RecordLine, 'who' | 'what' | 'address'> {
  return { who: whoOf(note), what: noteSentence(note, branchName), address: fromOf(note) };
}

/** One line of the file, in the order of its heads. */
export function recordCells({ at, who, what, refused, address, device }: RecordLine, zone: string): readonly string[] {
  const instant = Date.parse(at);
  const when = `${dayKey(localDay(instant, zone))} ${formatClock(instant, zone, { seconds: true })}`;
  return [when, who, what, refused ? RECORD_OUTCOME_NAMES.refused : RECORD_OUTCOME_NAMES.done, address, device ?? ''];
}
