import type { GpCounts } from '../facts/fact.ts';

/**
 * The counts of a text that says only how many of how many are in. Who was known to be off sick today stays so as far
 * as it fits; everybody else who is missing counts as away, because nobody gave a reason, and an illness is not guessed.
 */
export function fillCounts(available: number, expected: number, known: GpCounts | null): GpCounts {
  const locums = Math.min(known?.locums ?? 0, available);
  const absent = expected + locums - available;
  const offSick = Math.min(known?.offSick ?? 0, absent);
  return { expected, offSick, away: absent - offSick, locums };
}
