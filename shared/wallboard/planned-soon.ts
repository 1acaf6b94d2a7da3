import { DAY, type Instant } from '../practice/instant.ts';
import type { PublicPlanned } from '../wire/public-board.ts';

/** Planned work that is going on, or begins within a day: what comes later is no news on a wall. */
export function plannedSoon(planned: readonly PublicPlanned[], now: Instant): readonly PublicPlanned[] {
  return planned.filter(({ from, to }) => Date.parse(from) - now <= DAY && Date.parse(to) > now);
}
