import type { Board, BranchRecord } from '../../shared/board/board.ts';
import { standingBranch } from '../../shared/board/standing-branch.ts';
import type { BlindReason } from '../../shared/contact/blindness.ts';
import type { CauseKey } from '../../shared/contact/cause-record.ts';
import { type ContactRecord, NEVER_HEARD } from '../../shared/contact/contact-record.ts';
import type { Causes } from '../../shared/contact/decide-causes.ts';
import { type BelievedChecks, CHECKED_SERVICES } from '../../shared/contact/own-checks.ts';
import { restartWatch, type Watch } from '../../shared/contact/watch-branches.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { StaffWatch } from '../../shared/wire/staff-watch.ts';

const VERSION = 1;

/** The incident that speaks for a cause. */
export interface SharedIncidentOf {
  readonly incident: number;
  /** The rule opened it. Of one that a person had declared before, it only tells staff what it sees. */
  readonly own: boolean;
}

/** All that passes hand on to each other. Plain JSON. */
export interface KeptWatch {
  readonly v: typeof VERSION;
  /** Of the journal that `seen` is a place in. */
  readonly epoch: string;
  /** Up to here, what people said was taken into account, once. */
  readonly seen: number;
  readonly watch: Watch;
  readonly blind: readonly BlindReason[];
  readonly canary: StaffWatch['canary'];
  readonly failed: readonly string[];
  /** By branch, when a beat came by a clock that has been set back since. */
  readonly ahead: { readonly [slug: string]: Instant };
  readonly checks: { readonly [slug: string]: BelievedChecks };
  readonly causes: Causes;
  /** Incidents by rule that are open. */
  readonly incidents: {
    readonly shared: { readonly [cause: CauseKey]: SharedIncidentOf };
    readonly intermittent: { readonly [slug: string]: number };
    readonly silent: { readonly [slug: string]: number };
  };
}

/** What was kept, when this version understands it. */
export function toKeptWatch(state: unknown): KeptWatch | null {
  return (state as KeptWatch | null)?.v === VERSION ? (state as KeptWatch) : null;
}

function toContact({ signals, flapping }: BranchRecord): ContactRecord | null {
  const last = signals[0];
  if (!last) return null;
  const { state, lastBeatAt } = last.value;
  const fallen = state !== 'heard' && state !== 'late';
  const comesAndGoes = flapping[0]?.value ? flapping[0].at : null;
  return {
    ...NEVER_HEARD,
    state,
    since: last.at,
    lastBeatAt,
    outageFrom: fallen ? lastBeatAt : null,
    flappingSince: comesAndGoes,
  };
}

function toChecks({ probes }: BranchRecord): BelievedChecks {
  return Object.fromEntries(
    CHECKED_SERVICES.flatMap((service) => {
      const said = probes[service][0];
      if (!said || said.value === 'degraded') return [];
      return [[service, { state: said.value, at: said.at }]];
    }),
  );
}

/**
 * What the journal alone tells: to begin with, and when the journal is another one after a restore. Passes go on from
 * what pages show, and senders get the time to be heard.
 */
export function beginWatch(board: Board, epoch: string, now: Instant): KeptWatch {
  const records = Object.values(board.branches).filter((record) => standingBranch(record));
  const contacts = Object.fromEntries(
    records.flatMap((record) => {
      const contact = toContact(record);
      return contact ? [[record.slug, contact] as const] : [];
    }),
  );
  return {
    v: VERSION,
    epoch,
    seen: board.seq,
    watch: restartWatch({ contacts, frozenSince: null }, now),
    blind: [],
    canary: 'none',
    failed: [],
    ahead: {},
    checks: Object.fromEntries(records.map((record) => [record.slug, toChecks(record)])),
    causes: {},
    incidents: { shared: {}, intermittent: {}, silent: {} },
  };
}
