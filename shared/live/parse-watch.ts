import type { StaffWatch } from '../wire/staff-watch.ts';
import { parseInstant } from './parse-frame.ts';

type Fields = { readonly [name: string]: unknown };

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isBlindness(value: unknown): boolean {
  return (
    value === null || (isObject(value) && parseInstant(value['since']) !== null && Array.isArray(value['reasons']))
  );
}

/** How the automatic checks stand, as it comes by HTTP and inside a frame; null for anything else. */
export function parseWatch(value: unknown): StaffWatch | null {
  if (!isObject(value) || parseInstant(value['now']) === null || !isBlindness(value['blind'])) return null;
  if (!isObject(value['branches']) || !Object.values(value['branches']).every(isObject)) return null;
  if (!Array.isArray(value['failed']) || !Array.isArray(value['offers'])) return null;
  return value['offers'].every(isObject) ? (value as unknown as StaffWatch) : null;
}

/** The frame `{"t":"watch","watch":{…}}`; null for every other. It moves no position, so the board passes it over. */
export function parseWatchFrame(text: unknown): StaffWatch | null {
  if (typeof text !== 'string' || !text.startsWith('{"t":"watch"')) return null;
  try {
    const frame: unknown = JSON.parse(text);
    return isObject(frame) ? parseWatch(frame['watch']) : null;
  } catch {
    return null;
  }
}
