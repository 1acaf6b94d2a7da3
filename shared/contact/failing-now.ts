import type { Branch } from '../practice/branch.ts';
import type { Instant } from '../practice/instant.ts';
import { causeOf, SHARED_SERVICES, type SharedService } from './cause-key.ts';
import type { CauseChange, CauseKey } from './cause-record.ts';
import type { ContactRecord } from './contact-record.ts';
import type { Causes } from './decide-causes.ts';
import type { BelievedChecks } from './own-checks.ts';

/** How a branch stands with what it may have in common with others. */
export interface BranchStanding {
  readonly providers: Branch['providers'];
  readonly contact: ContactRecord;
  readonly checks: BelievedChecks;
}

interface Failure {
  readonly fails: boolean;
  readonly at: Instant;
}

/** A branch on trial is still counted to those that fail: its notice stays, too. */
function failureOf({ contact, checks }: BranchStanding, service: SharedService, now: Instant): Failure {
  if (service === 'internet') {
    const fails = contact.state === 'lost' || contact.state === 'recovering';
    return { fails, at: (fails ? contact.outageFrom : contact.since) ?? contact.since ?? now };
  }
  const check = checks[service];
  return { fails: check?.state === 'down', at: check?.at ?? now };
}

/**
 * What has changed since the causes were decided last. Told by how things stand, so that it also holds when a branch has
 * left, or has its service from somebody else now.
 */
export function changedFailures(
  causes: Causes,
  branches: { readonly [slug: string]: BranchStanding },
  now: Instant,
): readonly CauseChange[] {
  const begun = Object.entries(branches).flatMap(([branch, standing]) =>
    SHARED_SERVICES.flatMap((service): CauseChange[] => {
      const cause = causeOf(standing, service);
      const { fails, at } = failureOf(standing, service, now);
      if (!cause || !fails || causes[cause]?.failing[branch] !== undefined) return [];
      return [{ cause, branch, failing: true, at }];
    }),
  );
  const ended = Object.entries(causes).flatMap(([key, { failing }]) =>
    Object.keys(failing).flatMap((branch): CauseChange[] => {
      const cause = key as CauseKey;
      const standing = branches[branch];
      const service = SHARED_SERVICES.find((one) => standing && causeOf(standing, one) === cause);
      if (!standing || !service) return [{ cause, branch, failing: false, at: now }];
      const { fails, at } = failureOf(standing, service, now);
      return fails ? [] : [{ cause, branch, failing: false, at }];
    }),
  );
  return [...begun.toSorted((a, b) => a.at - b.at), ...ended];
}
