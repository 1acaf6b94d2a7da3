/** Letters that nobody takes for another or for a digit, and none to make words of. */
export const SET_UP_LETTERS = 'BCDFGHJKMNPRSTVWXYZ';
const GROUPS = 3;
const GROUP = 4;
export const SET_UP_CODE_LENGTH = GROUPS * GROUP;

/** As it is printed: "BCDF-GHJK-MNPR". */
export function inGroups(letters: string): string {
  return Array.from({ length: GROUPS }, (_, n) => letters.slice(n * GROUP, (n + 1) * GROUP)).join('-');
}

/** What somebody typed, as it is printed; null: it is no code. Case, spaces and dashes do not count. */
export function toSetUpCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s.‐-―-]/g, '');
  const isCode =
    letters.length === SET_UP_CODE_LENGTH && [...letters].every((letter) => SET_UP_LETTERS.includes(letter));
  return isCode ? inGroups(letters) : null;
}
