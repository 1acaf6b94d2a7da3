import { milesOf } from '../practice/distance.ts';
import { ENGLISH_PAGE, type PageWords, tell } from './words.ts';

const NEAR_MILES = 0.1;
const NEAR_KM = 0.1609344;

/** "0.8 miles", "1 mile", from 10 miles on whole ones. */
export function formatDistance(km: number, words: PageWords = ENGLISH_PAGE): string {
  const written = (miles: number) => String(miles).replace('.', words.decimal ?? '.');
  if (km < NEAR_KM) return tell(words, 'nearby', { miles: written(NEAR_MILES) });
  const count = milesOf(km);
  return tell(words, 'miles', { count, miles: written(count) });
}
