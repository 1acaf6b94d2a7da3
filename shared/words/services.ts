import type { Service, ServiceState } from '../facts/fact.ts';
import type { PublicBranch } from '../wire/public-board.ts';
import { ENGLISH_PAGE, type PageWords, pick, tell } from './words.ts';

/** What patients call a service: "medical records". */
export function serviceName(service: Service, words: PageWords = ENGLISH_PAGE): string {
  return pick(words, service);
}

const STATES = {
  working: 'isWorking',
  degraded: 'isPartly',
  down: 'isDown',
  unknown: 'isUnknown',
} as const satisfies { readonly [S in ServiceState]: string };

/** How a service is, beside its name: "working partly". */
export function serviceState(state: ServiceState, words: PageWords = ENGLISH_PAGE): string {
  return pick(words, STATES[state]);
}

/** `gpSentence` as a whole sentence: "4 of 8 GPs are in today." */
export function gpStatement(
  { level, available, expected }: PublicBranch['gps'],
  words: PageWords = ENGLISH_PAGE,
): string {
  if (level === 'unknown') return tell(words, 'gpsAreUnknown');
  if (level === 'not-planned') return tell(words, 'gpsAreNotPlanned');
  if (level === 'none') return tell(words, 'gpsAreNone');
  if (available !== undefined && expected !== undefined) {
    return tell(words, 'gpsAreCount', { count: available, available, expected });
  }
  return tell(words, level === 'usual' ? 'gpsAreUsual' : 'gpsAreFewer');
}

/** How many GPs there are, in words a patient reads. Never a reason why somebody is not there. */
export function gpSentence(
  { level, available, expected }: PublicBranch['gps'],
  words: PageWords = ENGLISH_PAGE,
): string {
  if (level === 'unknown') return tell(words, 'gpsUnknown');
  if (level === 'not-planned') return tell(words, 'gpsNotPlanned');
  if (level === 'none') return tell(words, 'gpsNone');
  if (available !== undefined && expected !== undefined) return tell(words, 'gpsCount', { available, expected });
  return tell(words, level === 'usual' ? 'gpsUsual' : 'gpsFewer');
}
