import type { Erased, ErasureFact, TextField } from '../facts/erasure.ts';
import { localDay } from '../practice/local-time.ts';
import { listOf } from './lists.ts';
import { MONTHS } from './times.ts';

/** What admins read where they erase something. */
export const ERASE = {
  action: 'Erase text',
  title: 'Erase text for good?',
  lines: [
    'The words leave every page, list and file from now on. Nobody can bring them back.',
    'That something was typed, when and by whom stays in the record, and that you erased it.',
    'Backups that were made before hold the words until they are replaced.',
  ],
  which: 'What to erase',
  reason: 'Why',
  reasonHint: 'Everybody who reads this timeline sees it. Do not repeat the words.',
  confirm: 'Erase for good',
  done: 'The text is erased.',
  nothingChosen: 'Choose what to erase.',
  nameAction: 'Erase this name',
  nameTitle: 'Erase the name for good?',
  nameLines: [
    'The name leaves every page, list and file from now on. Nobody can bring it back.',
    'What they reported stays, without a name.',
    'Backups that were made before hold the name until they are replaced.',
  ],
  nameReasonHint: 'It is kept in the journal. Do not repeat the name.',
  nameDone: 'The name is erased.',
} as const;

/** What the server says of what cannot be erased. */
export const ERASE_FAULTS = {
  noFact: 'There is nothing with this number.',
  notTyped: 'is not typed in this, or is erased already.',
  twice: 'is named twice.',
  noPerson: 'Nobody of this id has a name here.',
  stillHere: 'They can still sign in. Remove them from the people first, or revoke the token.',
} as const;

export const TEXT_FIELD_NAMES: { readonly [F in TextField]: string } = {
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

/** Of the button beside one entry of a timeline: "Erase text: 10:42, Jo Smith". */
export function eraseLabel(time: string, by: string | null): string {
  return `${ERASE.action}: ${time}${by === null ? '' : `, ${by}`}`;
}
