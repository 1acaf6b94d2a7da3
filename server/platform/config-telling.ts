/** How many of those who follow are told a minute, at most. */
export interface TellingLimits {
  /** By all ways together. */
  readonly perMinute: number;
  readonly mailsPerMinute: number;
  readonly textsPerMinute: number;
}

/** What GOV.UK Notify takes of one service. */
export const TOLD_PER_MINUTE = 3_000;

export function parsePerMinute(text: string): number | undefined {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return count > 0 ? count : undefined;
}
