import { SERVICES, type Service, type ServiceState } from '../../shared/facts/fact.ts';
import { type Instant, MINUTE } from '../../shared/practice/instant.ts';
import type { StaffBranch } from '../../shared/wire/staff-board.ts';

/** Claims of trouble that ask to be confirmed, or will soon. */
export interface DueClaims {
  readonly services: readonly Service[];
  readonly states: readonly ServiceState[];
  /** The last word on any of them. */
  readonly said: { readonly at: Instant; readonly by: string | null };
}

/** So long before it is due a claim is asked about: one tap now spares a reminder later. */
const AHEAD_MS = 30 * MINUTE;

/** The claims of IT trouble that are due at `now` or soon after; null when none is. Counts of GPs end by themselves. */
export function dueClaims({ services }: Pick<StaffBranch, 'services'>, now: Instant): DueClaims | null {
  const due = SERVICES.filter((service) => {
    const { confirmDueAt, implied, said } = services[service];
    return said !== null && !implied && confirmDueAt !== null && Date.parse(confirmDueAt) - AHEAD_MS <= now;
  });
  const said = due
    .flatMap((service) => services[service].said ?? [])
    .reduce<DueClaims['said'] | null>((last, { at, by }) => {
      const instant = Date.parse(at);
      return last && last.at >= instant ? last : { at: instant, by };
    }, null);
  if (!said) return null;
  return { services: due, states: due.map((service) => services[service].state), said };
}
