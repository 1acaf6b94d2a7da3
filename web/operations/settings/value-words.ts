import type { HoursExceptionBody } from '../../../shared/wire/practice.ts';
import { exceptionWords } from '../../../shared/words/staff-hours.ts';
import {
  BRANCH_FIELDS,
  GP_WORDINGS,
  dayOfList,
  PRACTICE_FIELDS,
  YES_NO,
} from '../../../shared/words/staff-practice.ts';
import { percentOf } from './numbers.ts';

const SHARES = new Set(['gpUsualFrom', 'gpFewerFrom', 'gpDegradedBelow', 'majorFrom']);

function labelsOf(fields: { readonly [field: string]: { readonly label: string } }) {
  return (field: string): string => fields[field]?.label ?? '';
}

export const practiceLabel = labelsOf(PRACTICE_FIELDS);
export const branchLabel = labelsOf(BRANCH_FIELDS);

/** The label of a path's field: a day's says which day of the list it is. */
export function labelOfPath(labelOf: (field: string) => string, path: string): string {
  const [, field = '', part = ''] = path.split('/');
  if (field === 'providers') return labelOf(part) || labelOf(field);
  return field === 'exceptions' && part !== '' ? dayOfList(Number(part)) : labelOf(field);
}

/** A value of a setting, as people read it. */
export function valueWords(field: string, value: unknown): string {
  if (SHARES.has(field)) return `${percentOf(Number(value))}%`;
  if (field === 'exceptions') return (value as readonly HoursExceptionBody[]).map(exceptionWords).join('; ');
  if (field === 'gpWording') return GP_WORDINGS.find((one) => one.value === value)?.label ?? '';
  if (typeof value === 'boolean') return value ? YES_NO.yes : YES_NO.no;
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return Object.values(value)
    .filter((part) => part !== '')
    .join(', ');
}
