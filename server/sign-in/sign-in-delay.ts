import { DAY, type Instant, MINUTE, SECOND } from '../../shared/practice/instant.ts';

/** Tries that failed or are under way. */
export interface Failures {
  readonly failures: number;
  readonly beganAt: Instant;
  readonly lastAt: Instant;
}

/** Failures of one account that cost nothing: people mistype. */
const FREE_FAILURES = 4;
const FIRST_DELAY = 15 * SECOND;
const LONGEST_DELAY = 15 * MINUTE;
/** After this long without a failure an account starts anew. */
const ACCOUNT_FORGETS = DAY;

/** A practice shares one address, and so does whoever tries one password on many accounts. */
const NETWORK_FAILURES = 30;
const NETWORK_WINDOW = 15 * MINUTE;

/** When the next try for an account counts, doubling with each failure. A try before that is refused and counts nothing. */
export function accountOpensAt({ failures, lastAt }: Failures): Instant {
  if (failures <= FREE_FAILURES) return lastAt;
  return lastAt + Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failures - FREE_FAILURES - 1));
}

/** When the next try from a network counts. */
export function networkOpensAt({ failures, beganAt }: Failures): Instant {
  return failures < NETWORK_FAILURES ? beganAt : beganAt + NETWORK_WINDOW;
}

/** The failures of an account with one more. */
export function accountFailedAgain(before: Failures | null, now: Instant): Failures {
  const isNew = before === null || before.lastAt + ACCOUNT_FORGETS <= now;
  return isNew ? first(now) : { ...before, failures: before.failures + 1, lastAt: now };
}

/** The failures of a network with one more. */
export function networkFailedAgain(before: Failures | null, now: Instant): Failures {
  const isNew = before === null || before.beganAt + NETWORK_WINDOW <= now;
  return isNew ? first(now) : { ...before, failures: before.failures + 1, lastAt: now };
}

function first(now: Instant): Failures {
  return { failures: 1, beganAt: now, lastAt: now };
}
