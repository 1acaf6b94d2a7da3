import { API_SUMMARIES } from './api-docs.ts';
import type { NoteToSay } from './record-notes.ts';

const REFUSED: Readonly<Record<string, string>> = {
  'sign-in not-signed-in': 'Tried to sign in.',
  'sign-in not-allowed': 'Tried to sign in by another service, and has no account here.',
  'sign-in too-many-requests': 'Tried to sign in too often.',
  'proof not-proved': 'Could not prove who they are.',
  'set-up code-refused': 'Typed a code of a printed invitation that does not work.',
  'text not-allowed': 'Sent a text message about a branch that is not theirs.',
  'text wrong-code': 'Sent a wrong code by text message.',
  'text too-many': 'Sent too many text messages.',
  'text too-old': 'Sent a text message that came too late.',
  'text help': 'Asked by text message how to report.',
  'text not-understood': 'Sent a text message that was not understood.',
};

const WHY: Readonly<Record<string, string>> = {
  'not-signed-in': 'without a valid token or session',
  'not-allowed': 'without the right to',
  'foreign-page': 'by a page that is not ours',
  'second-factor-missing': 'with a password alone',
  'prove-again': 'without proving first that it is still them',
  'too-many-requests': 'too often',
};

/** What was asked, as the reference of the API calls it: "take a branch off the board". */
function asked(detail: { readonly method?: string; readonly route?: string }): string {
  const { method = '', route = '' } = detail;
  const summary = API_SUMMARIES[`${method} ${route}`];
  return summary === undefined ? `${method} ${route}` : `“${summary}”`;
}

/** What somebody wanted and did not get; null: it is no refusal. */
export function refusalSentence({ event, outcome, detail, refusals }: NoteToSay): string | null {
  if (refusals !== null) {
    return refusals === 1
      ? 'One more request was refused in this minute.'
      : `${refusals} more requests were refused in this minute.`;
  }
  const refused = REFUSED[`${event} ${outcome}`];
  if (refused !== undefined) return refused;
  const why = WHY[outcome];
  if (event === 'proof' || event === 'sign-in') return 'Tried to sign in.';
  return event === 'refusal' && why !== undefined ? `Asked for ${asked(detail)} ${why}.` : null;
}
