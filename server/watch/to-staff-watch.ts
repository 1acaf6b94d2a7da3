import type { Board } from '../../shared/board/board.ts';
import { setUpOf } from '../../shared/board/records.ts';
import { serviceOf } from '../../shared/contact/cause-key.ts';
import type { CauseKey, CauseRecord } from '../../shared/contact/cause-record.ts';
import type { ContactRecord } from '../../shared/contact/contact-record.ts';
import type { BelievedChecks } from '../../shared/contact/own-checks.ts';
import type { Branch } from '../../shared/practice/branch.ts';
import { type Instant, SECOND, toIso } from '../../shared/practice/instant.ts';
import type { CauseOffer, StaffWatch, WatchedBranch } from '../../shared/wire/staff-watch.ts';
import type { WatchSeen } from './evaluator.ts';
import { systemOf } from './say-of-causes.ts';

const OVERDUE_AFTER = 10 * SECOND;

/** Whether the checks are not made as they should be, by any instance that this one knows of. */
function isOverdue({ passAt, since }: WatchSeen, now: Instant): boolean {
  return now - Math.max(passAt ?? since, since) > OVERDUE_AFTER;
}

/** For those who run the server. */
export function evaluatorState(seen: WatchSeen, now: Instant): 'ok' | 'late' | 'blind' {
  if (isOverdue(seen, now)) return 'late';
  return seen.kept !== null && seen.kept.watch.frozenSince !== null ? 'blind' : 'ok';
}

function isoOrNull(instant: Instant | null | undefined): string | null {
  return instant === null || instant === undefined ? null : toIso(instant);
}

function isFlapping(contact: ContactRecord | undefined): boolean {
  return typeof contact?.flappingSince === 'number';
}

function toStates(checks: BelievedChecks): WatchedBranch['checks'] {
  return Object.fromEntries(Object.entries(checks).map(([service, { state }]) => [service, state]));
}

function toBranches({ kept, heard, sources }: WatchSeen, branches: ReadonlyMap<string, Branch>) {
  const heardAt = new Map(heard.map((one) => [one.branch, one.at]));
  return Object.fromEntries(
    [...branches.keys()].map((slug): [string, WatchedBranch] => {
      const contact = kept?.watch.contacts[slug];
      const at = heardAt.get(slug) ?? contact?.lastBeatAt ?? null;
      const watched = {
        heardAt: isoOrNull(at),
        flapping: isFlapping(contact),
        disputedSince: isoOrNull(contact?.disputedSince),
        senders: sources.has(slug) || at !== null,
        checks: toStates(kept?.checks[slug] ?? {}),
      };
      return [slug, watched];
    }),
  );
}

function toOffer(cause: CauseKey, record: CauseRecord, branches: ReadonlyMap<string, Branch>): CauseOffer | null {
  const offered = record.offered.filter((slug) => record.failing[slug] !== undefined);
  if (record.incident || offered.length < 2) return null;
  return {
    cause,
    service: serviceOf(cause),
    system: systemOf(branches, cause),
    branches: offered,
    since: toIso(Math.min(...offered.map((slug) => record.failing[slug] ?? 0))),
  };
}

/** What concerns the practice, or some branches alone. */
function toPractice(seen: WatchSeen, board: Board, now: Instant) {
  const { kept } = seen;
  const frozenSince = kept?.watch.frozenSince ?? null;
  const causes = Object.entries(kept?.causes ?? {}) as [CauseKey, CauseRecord][];
  return {
    overdue: isOverdue(seen, now),
    blind: kept && frozenSince !== null ? { since: toIso(frozenSince), reasons: [...kept.blind] } : null,
    canary: kept?.canary ?? 'none',
    failed: [...(kept?.failed ?? [])],
    offers: causes.flatMap(([cause, record]) => toOffer(cause, record, setUpOf(board).bySlug) ?? []),
  };
}

/** What staff see of the automatic checks at `now`. */
export function toStaffWatch(seen: WatchSeen, board: Board, now: Instant): StaffWatch {
  return {
    now: toIso(now),
    lastPassAt: isoOrNull(seen.passAt),
    ...toPractice(seen, board, now),
    branches: toBranches(seen, setUpOf(board).bySlug),
  };
}

/** What of it cannot wait for the next tick, as a text that is another one when it has changed. */
export function urgentText(seen: WatchSeen, board: Board, now: Instant): string {
  const contacts = seen.kept?.watch.contacts ?? {};
  const standing = [...setUpOf(board).bySlug.keys()];
  const disputed = standing.filter((slug) => typeof contacts[slug]?.disputedSince === 'number');
  const flapping = standing.filter((slug) => isFlapping(contacts[slug]));
  return JSON.stringify([toPractice(seen, board, now), disputed, flapping]);
}
