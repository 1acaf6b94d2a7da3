import { surgeries } from './page.ts';

/** What the pages of a practice say that has too many surgeries for one page. */
export const BIG = {
  all: 'All surgeries',
  byLetter: 'Surgeries by letter',
  troubledHeading: 'Surgeries with a problem or a limited service',
  none: 'No surgery is on this list now.',
  toStart: 'Find a surgery, and what to do now',
  otherPages: 'Other parts of this list',
} as const;

export function seeAll(count: number): string {
  return `See all ${surgeries(count)}`;
}

/** "And 120 more surgeries". */
export function andMore(count: number): string {
  return `And ${count} more ${count === 1 ? 'surgery' : 'surgeries'}`;
}

export function letterHeading(letter: string): string {
  return `Surgeries: ${letter}`;
}
