/** Sizes of letters that the style sheet has, in points. */
const SIZES = [16, 15, 14, 13, 12, 11, 10, 9] as const;
export type PosterSize = (typeof SIZES)[number];

/** Letters of one point that a sheet of A4 holds, beside its headings, its frames and the picture. */
const SHEET = 250_000;

/** How large the letters are, so that a poster of so many of them is read from the street and is one sheet. */
export function posterSize(letters: number): PosterSize {
  return SIZES.find((size) => size * size * letters <= SHEET) ?? 9;
}
