import { STAFF_PATHS } from '../../shared/wire/staff-paths.ts';

/** The screens inside of `/operations`, in the order of their links. */
export const SCREENS = ['board', 'practice', 'people', 'displays', 'senders', 'record'] as const;
export type Screen = (typeof SCREENS)[number];

/** The links of somebody of this role: who came in and from where is for admins alone. */
export function screensOf(role: string): readonly Screen[] {
  return SCREENS.filter((screen) => screen !== 'record' || role === 'admin');
}

export function screenPath(screen: Screen): string {
  return screen === 'board' ? STAFF_PATHS.operations : `${STAFF_PATHS.operations}/${screen}`;
}

/** The screen of an address; what is none shows the board. */
export function screenOf(path: string): Screen {
  return SCREENS.find((screen) => screenPath(screen) === path.replace(/\/$/, '')) ?? 'board';
}
