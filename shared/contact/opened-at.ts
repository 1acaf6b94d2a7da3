import { createKeep, type Standing } from '../board/keep.ts';
import type { WeeklyHours } from '../practice/branch.ts';
import type { Instant } from '../practice/instant.ts';
import { addDays, localDay, startOfDay } from '../practice/local-time.ts';
import { nextOpening, openAt, type OpeningSpan } from '../practice/opening-hours.ts';
import type { OpeningRules } from '../practice/opening-rules.ts';

const DAYS_BACK = 7;

const keepOpened = createKeep<WeeklyHours, Instant | null>();

/** When the branch opened for the stretch it is in, which a midnight does not end; null when it is closed. */
export function openedAt(rules: OpeningRules, now: Instant, zone: string): Instant | null {
  return openedSpan(rules, now, zone).value;
}

/** The same, and until when it is so. */
export function openedSpan(rules: OpeningRules, now: Instant, zone: string): Standing<Instant | null> {
  // It is asked of every branch every two seconds, and changes twice a day.
  return keepOpened(rules.weekly, [rules.exceptions, rules.practiceExceptions, zone], now, () => {
    const span = openAt(rules, now, zone);
    return span
      ? { value: beginOf(rules, span, zone), until: span.to }
      : { value: null, until: nextOpening(rules, now, zone) ?? startOfDay(addDays(localDay(now, zone), 1), zone) };
  });
}

function beginOf(rules: OpeningRules, last: OpeningSpan, zone: string): Instant {
  let span = last;
  for (let n = 0; n < DAYS_BACK; n += 1) {
    const before = openAt(rules, span.from - 1, zone);
    if (!before) break;
    span = before;
  }
  return span.from;
}
