import { HOUR, type Instant, MINUTE, SECOND } from '../practice/instant.ts';

const FIRST_WAIT = 15 * SECOND;
const LONGEST_WAIT = 15 * MINUTE;
/** Whoever is told later than that has read it elsewhere. */
const GIVE_UP_AFTER = 6 * HOUR;

export interface FailedTry {
  /** Since when it is tried. */
  readonly since: Instant;
  /** This one included. */
  readonly tries: number;
  /** What the other side asked to wait; null: nothing. */
  readonly retryAfter: number | null;
}

/** When it is tried again; null: it is given up. Not earlier than the other side asked for. */
export function decideRetry({ since, tries, retryAfter }: FailedTry, now: Instant): Instant | null {
  const own = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(10, tries - 1));
  const at = now + Math.max(own, retryAfter ?? 0);
  return at - since > GIVE_UP_AFTER ? null : at;
}
