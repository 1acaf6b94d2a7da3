import type { Instant } from '../practice/instant.ts';
import { openAt } from '../practice/opening-hours.ts';
import type { OpeningRules } from '../practice/opening-rules.ts';

const DAYS_BACK = 7;

/** When the branch opened for the stretch it is in, which a midnight does not end; null when it is closed. */
export function openedAt(rules: OpeningRules, now: Instant, zone: string): Instant | null {
  let span = openAt(rules, now, zone);
  if (!span) return null;
  for (let n = 0; n < DAYS_BACK; n += 1) {
    const before = openAt(rules, span.from - 1, zone);
    if (!before) break;
    span = before;
  }
  return span.from;
}
