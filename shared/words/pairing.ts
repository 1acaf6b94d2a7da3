import { MINUTE } from '../practice/instant.ts';

/** What a screen says that shows a code and waits to be let in. Whoever passes by reads it. */
export const PAIRING = {
  where: 'Type this code in Operations > Displays',
  code: 'Code',
  asking: 'Asking for a code…',
  unreachable: 'We cannot reach Branchboard. This screen tries again by itself.',
} as const;

/** How long a code still works. */
export function codeHolds(ms: number): string {
  const minutes = Math.floor(ms / MINUTE);
  const left = minutes < 1 ? 'less than a minute' : minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return `This code works for ${left}. Then a new one comes by itself.`;
}

/** A code a letter at a time, so that a screen reader does not make a word of it. */
export function spelledCode(code: string): string {
  return [...code].map((sign) => (sign === '-' ? 'dash' : sign)).join(' ');
}
