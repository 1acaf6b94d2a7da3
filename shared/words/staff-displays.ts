import { type Instant, MINUTE } from '../practice/instant.ts';
import type { Display } from '../wire/displays.ts';
import { formatShortAge } from './staff.ts';
import { formatSince } from './times.ts';

export const DISPLAYS = {
  title: 'Displays',
  intro: 'Wallboards for staff, and screens in waiting rooms for patients. Nobody signs in on them.',
  pair: 'Pair a screen',
  caption: 'Screens that are paired',
  name: 'Name',
  shows: 'Shows',
  wallboard: 'Wallboard, for staff',
  move: 'Move',
  state: 'State',
  paired: 'Paired',
  address: 'Address',
  actions: 'Actions',
  remove: 'Remove',
  none: 'No screen is paired yet.',
  how: 'How to pair a screen',
  open: 'On the computer or TV of a wallboard, open this address in a browser:',
  openWaitingRoom: 'In a waiting room, open this one:',
  code: 'The screen shows a code such as K7P4-2M.',
  unpaired:
    'A screen in a waiting room works without pairing as well: open the address of its surgery’s page with “/screen” after it. Then it is not in this list.',
  type: 'Come back here, press “Pair a screen” and type the code. The screen comes up by itself.',
  addressNotKnown: 'not known',
} as const;

export const DISPLAY_FORM = {
  title: 'Pair a screen',
  action: 'Pair it',
  code: 'Code',
  codeHint: 'The code that the screen shows, such as K7P4-2M. Small letters, blanks and the dash do not matter.',
  codeWrong: 'A code has 6 letters and digits, such as K7P4-2M.',
  name: 'Name',
  nameHint: 'Where it hangs, such as “Office wall”.',
  shows: 'What it shows',
  showsHint: 'In a waiting room patients see what everybody may see of that surgery, and nothing that is for staff.',
  choose: 'Choose what it shows.',
  paired: 'Paired. The screen comes up in a few seconds.',
  moveTo: 'Waiting room of',
  moveAction: 'Move it',
  moved: 'Moved. The screen changes within a minute.',
  removed: 'Removed.',
  pairedMaybe: 'Your first try may have been saved: look whether the screen is in the list now.',
} as const;

export function isOnWords(name: string): string {
  return `${name} is on.`;
}

/** "Waiting room of Clayton Surgery". */
export function waitingRoomOf(branch: string): string {
  return `Waiting room of ${branch}`;
}

/** What a display shows; the slug alone where the branch is gone from the board. */
export function showsWords(
  display: Pick<Display, 'waitingRoomOf'>,
  branches: readonly { readonly slug: string; readonly name: string }[],
): string {
  const slug = display.waitingRoomOf;
  if (slug === null) return DISPLAYS.wallboard;
  return waitingRoomOf(branches.find((branch) => branch.slug === slug)?.name ?? slug);
}

export function moveDisplayTitle(name: string): string {
  return `Move ${name} to another waiting room`;
}

export function removeDisplayTitle(name: string): string {
  return `Remove ${name}?`;
}

export function removeDisplayAction(name: string): string {
  return `Remove ${name}`;
}

const BACK = 'To bring it back, pair it again.';

export const REMOVE_WAITING_ROOM_LINES = [
  'Within a minute it shows a new code in place of the surgery.',
  BACK,
] as const;

export const REMOVE_DISPLAY_LINES = ['Within 5 seconds it shows a new code in place of the board.', BACK] as const;

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

/** "2 screens". */
export function displayCount(count: number): string {
  return count === 1 ? '1 screen' : `${count} screens`;
}
