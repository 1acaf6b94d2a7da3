import { randomInt } from 'node:crypto';

/** Without what is taken for something else when it is read aloud or on a screen: 0 O, 1 I L, 5 S, 8 B, 2 Z, U V. */
const LETTERS = 'ACDEFGHJKMNPQRTWXY34679';
const FIRST = 4;
const SECOND = 2;

/** A code that a wallboard shows, such as `K7P4-2M`: good for minutes, and for nothing without operations. */
export function createPairingCode(): string {
  const code = Array.from({ length: FIRST + SECOND }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${code.slice(0, FIRST)}-${code.slice(FIRST)}`;
}

/** A code as somebody typed it, written as it is kept. */
export function readPairingCode(typed: string): string {
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return `${code.slice(0, FIRST)}-${code.slice(FIRST)}`;
}
