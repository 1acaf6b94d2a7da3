/** A whole number as somebody typed it; what is none fails the check of the field. */
export function readNumber(text: string): number {
  return /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
}

/** "70" per cent is the share 0.7, "12.5" is 0.125. */
export function readShare(text: string): number {
  return /^\d+(?:\.\d)?$/.test(text.trim()) ? Math.round(Number(text) * 10) / 1000 : Number.NaN;
}

/** The share 0.7 is "70". */
export function percentOf(share: number): string {
  return String(Math.round(share * 1000) / 10);
}
