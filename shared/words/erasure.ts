import type { Erased, ErasureFact, TextField } from '../facts/erasure.ts';
import { localDay } from '../practice/local-time.ts';
import { listOf } from './lists.ts';
import { MONTHS } from './times.ts';

/** What the server says of what cannot be erased. */
export const ERASE_FAULTS = {
  noFact: 'There is nothing with this number.',
  notTyped: 'is not typed in this, or is erased already.',
  twice: 'is named twice.',
  noPerson: 'Nobody of this id has a name here.',
  stillHere: 'They can still sign in. Remove them from the people first, or revoke the token.',
} as const;

const TEXT_FIELD_NAMES: { readonly [F in TextField]: string } = {
  message: 'message to patients',
  note: 'note for staff',
  title: 'title',
  public: 'update for patients',
  staff: 'update for staff',
  reference: 'reference',
  reason: 'reason',
};

/** "[text erased on 5 January 2020 by Office Mo]". */
export function erasedWords({ at, by }: Erased, zone: string): string {
  const { day, month, year } = localDay(at, zone);
  return `[text erased on ${day} ${MONTHS[month - 1] ?? ''} ${year} by ${by ?? 'somebody whose name is erased'}]`;
}

/** "Note for staff erased: typed by mistake." */
export function erasureSentence({ fields, person, reason }: ErasureFact): string {
  const what = person === null ? listOf(fields.map((field) => TEXT_FIELD_NAMES[field])) : 'name of somebody who left';
  return `Erased: ${what}.${reason === null ? '' : ` Why: ${reason}`}`;
}
