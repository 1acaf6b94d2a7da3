import { SET_UP_LETTERS } from './set-up-code.ts';

/** How many are made at once. */
export const RECOVERY_CODES = 10;
const GROUPS = 4;
const GROUP = 4;
/** 67 random bits. */
export const RECOVERY_CODE_LENGTH = GROUPS * GROUP;

/** As it is printed: "BCDF-GHJK-MNPR-STVW". */
export function recoveryInGroups(letters: string): string {
  return Array.from({ length: GROUPS }, (_, n) => letters.slice(n * GROUP, (n + 1) * GROUP)).join('-');
}

/** What somebody typed, as it is printed; null: it is no code. Case, spaces and dashes do not count. */
export function toRecoveryCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s.‐-―-]/g, '');
  const isCode =
    letters.length === RECOVERY_CODE_LENGTH && [...letters].every((letter) => SET_UP_LETTERS.includes(letter));
  return isCode ? recoveryInGroups(letters) : null;
}
