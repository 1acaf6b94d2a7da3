import { STAFF_PATHS } from '../../shared/wire/staff-paths.ts';

/** The screens inside of `/operations`, in the order of their links. */
export const SCREENS = ['board', 'practice', 'people', 'displays', 'senders'] as const;
export type Screen = (typeof SCREENS)[number];

export function screenPath(screen: Screen): string {
  return screen === 'board' ? STAFF_PATHS.operations : `${STAFF_PATHS.operations}/${screen}`;
}

/** The screen of an address; what is none shows the board. */
export function screenOf(path: string): Screen {
  return SCREENS.find((screen) => screenPath(screen) === path.replace(/\/$/, '')) ?? 'board';
}
