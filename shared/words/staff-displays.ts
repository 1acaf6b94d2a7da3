import { type Instant, MINUTE } from '../practice/instant.ts';
import type { Display } from '../wire/displays.ts';
import { formatShortAge } from './staff.ts';
import { formatSince } from './times.ts';

export const DISPLAYS = {
  title: 'Displays',
  intro: 'Wallboards that show the board. Nobody signs in on them.',
  pair: 'Pair a wallboard',
  caption: 'Wallboards that are paired',
  name: 'Name',
  state: 'State',
  paired: 'Paired',
  address: 'Address',
  actions: 'Actions',
  remove: 'Remove',
  none: 'No wallboard is paired yet.',
  how: 'How to put the board on a screen',
  open: 'On the computer or TV of that screen, open this address in a browser:',
  code: 'The screen shows a code such as K7P4-2M.',
  type: 'Come back here, press “Pair a wallboard” and type the code. The board comes up by itself.',
  addressNotKnown: 'not known',
} as const;

export const DISPLAY_FORM = {
  title: 'Pair a wallboard',
  action: 'Pair it',
  code: 'Code',
  codeHint: 'The code that the wallboard shows, such as K7P4-2M. Small letters, blanks and the dash do not matter.',
  codeWrong: 'A code has 6 letters and digits, such as K7P4-2M.',
  name: 'Name',
  nameHint: 'Where it hangs, such as “Office wall”.',
  paired: 'Paired. The board comes up in a few seconds.',
  removed: 'Removed.',
  pairedMaybe: 'Your first try may have been saved: look whether the wallboard is in the list now.',
} as const;

export function isOnWords(name: string): string {
  return `${name} shows the board.`;
}

export function removeDisplayTitle(name: string): string {
  return `Remove ${name}?`;
}

export function removeDisplayAction(name: string): string {
  return `Remove ${name}`;
}

export const REMOVE_DISPLAY_LINES = [
  'Within 5 seconds it shows a new code in place of the board.',
  'To bring it back, pair it again.',
] as const;

const ON_WITHIN_MS = 2 * MINUTE;

export interface DisplayState {
  readonly kind: 'on' | 'off' | 'waits';
  readonly text: string;
}

/** How a wallboard was when the list was read, at `readAt`: nobody can tell what came after. */
export function displayState({ lastSeenAt }: Pick<Display, 'lastSeenAt'>, readAt: Instant, now: Instant): DisplayState {
  if (lastSeenAt === null) return { kind: 'waits', text: 'Waiting for it to come up' };
  const seen = Date.parse(lastSeenAt);
  const isKnown = now - readAt <= ON_WITHIN_MS;
  if (readAt - seen <= ON_WITHIN_MS && isKnown) return { kind: 'on', text: 'On' };
  return { kind: 'off', text: `Last seen ${formatShortAge(now - seen)} ago` };
}

/** "10:42am", "yesterday at 9am". */
export function pairedAt({ pairedAt: at }: Pick<Display, 'pairedAt'>, now: Instant, zone: string): string {
  return formatSince(Date.parse(at), now, zone);
}

/** "2 wallboards". */
export function displayCount(count: number): string {
  return count === 1 ? '1 wallboard' : `${count} wallboards`;
}
