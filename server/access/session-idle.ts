import { isOfOperations } from '../../shared/people/roles.ts';
import { HOUR, type Instant } from '../../shared/practice/instant.ts';

/** People of operations reach every branch, so a computer they left must not stay open. */
export const OPERATIONS_IDLE = HOUR;

/** A session of this role that was not seen since then has ended. */
export function idleSince(role: string, now: Instant): Instant {
  return isOfOperations(role) ? now - OPERATIONS_IDLE : 0;
}
