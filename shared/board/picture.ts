import { SERVICES } from '../facts/fact.ts';
import type { Branch } from '../practice/branch.ts';
import type { Instant } from '../practice/instant.ts';
import { localDay, sameDay } from '../practice/local-time.ts';
import { nextOpening } from '../practice/opening-hours.ts';
import { openingRules } from '../practice/opening-rules.ts';
import { DEFAULT_SETTINGS, type PracticeSettings } from '../practice/settings.ts';
import type { Board, BranchRecord, Check, Declaration, NoticeControl, Statement, StatementLog } from './board.ts';
import { type BranchSituation, deriveSituation } from './branch-state.ts';
import { standsUntil } from './boundaries.ts';
import { deriveChangedAt } from './changed-at.ts';
import { type AffectedSpan, deriveAffectedSpans, deriveIncidents, type Incident } from './incidents.ts';
import { createKeep } from './keep.ts';
import type { SituatedBranch } from './nearest.ts';
import { heldControl } from './notice-control.ts';
import { standingBranch } from './standing-branch.ts';
import { statementAt } from './statements.ts';

/** Everything that follows from what is known of one branch. */
export interface BranchPicture extends SituatedBranch {
  readonly record: BranchRecord;
  readonly changedAt: Instant | null;
  /** Last evidence that is not for staff alone. */
  readonly heardAt: Instant | null;
  readonly heardToday: boolean;
  readonly nextOpening: Instant | null;
}

/** The whole practice at one time. Views choose from it what their readers may see. */
export interface Picture {
  readonly now: Instant;
  readonly settings: PracticeSettings;
  /** By name. */
  readonly branches: readonly BranchPicture[];
  /** Oldest first, resolved ones too. */
  readonly incidents: readonly Incident[];
  /** How somebody set the notice; null while it follows its rule. */
  readonly noticeControl: Statement<NoticeControl> | null;
  readonly noticeChecks: StatementLog<Check>;
  /** For the whole practice; null when nobody declared a state today, or it was taken back. */
  readonly declared: Statement<Declaration> | null;
}

/** When something was last heard of a branch: statements by people that are not notes, its sender's beats and checks. */
function deriveHeardAt(record: BranchRecord, at: Instant): Instant | null {
  const logs = [
    ...SERVICES.map((service) => record.it[service]),
    record.gps,
    record.access,
    record.message,
    record.confirm,
    ...SERVICES.map((service) => record.probes[service]),
  ];
  const said = logs.map((log) => statementAt<unknown>(log, at)?.at ?? null);
  const beat = statementAt(record.contact, at)?.value.lastBeatAt ?? null;
  const heard = [...said, beat].filter((instant) => instant !== null);
  return heard.length > 0 ? Math.max(...heard) : null;
}

function toBranchPicture(
  record: BranchRecord,
  branch: Branch,
  situation: BranchSituation,
  settings: PracticeSettings,
  spans: readonly AffectedSpan[],
  now: Instant,
): BranchPicture {
  const heardAt = deriveHeardAt(record, now);
  const zone = settings.timeZone;
  return {
    branch,
    record,
    situation,
    changedAt: deriveChangedAt(record, branch, settings, spans, now),
    heardAt,
    heardToday: heardAt !== null && sameDay(localDay(heardAt, zone), localDay(now, zone)),
    nextOpening: nextOpening(openingRules(branch, settings), now, zone),
  };
}

/** A declared state is one of the day it was made on. */
export function declaredToday(
  log: StatementLog<Declaration>,
  settings: PracticeSettings,
  now: Instant,
): Statement<Declaration> | null {
  const said = statementAt(log, now);
  if (!said || said.value.state === null) return null;
  return sameDay(localDay(said.at, settings.timeZone), localDay(now, settings.timeZone)) ? said : null;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

interface Standing {
  readonly record: BranchRecord;
  readonly branch: Branch;
}

const keepPicture = createKeep<BranchRecord, BranchPicture>();

function pictureOf(
  { record, branch }: Standing,
  settings: PracticeSettings,
  spans: readonly AffectedSpan[],
  now: Instant,
): BranchPicture {
  const edges = spans.flatMap(({ from, to }) => [from, to]);
  return keepPicture(record, [settings, ...edges], now, () => {
    const situation = deriveSituation(record, branch, settings, spans, now);
    const later = edges.filter((edge) => edge !== null && edge > now) as Instant[];
    return {
      value: toBranchPicture(record, branch, situation, settings, spans, now),
      until: Math.min(standsUntil(record, settings, now), ...later),
    };
  });
}

function byName(a: Standing, b: Standing): number {
  return compareText(a.branch.name, b.branch.name) || compareText(a.branch.slug, b.branch.slug);
}

/** Derives the practice from the board. Between two boundaries, and without a new fact, it says the same. */
export function derivePicture(board: Board, now: Instant): Picture {
  const settings = board.practice?.value ?? DEFAULT_SETTINGS;
  const affected = deriveAffectedSpans(board);
  const branches = Object.values(board.branches)
    .flatMap((record) => {
      const branch = standingBranch(record);
      return branch ? [{ record, branch }] : [];
    })
    .toSorted(byName)
    .map((standing) => pictureOf(standing, settings, affected.get(standing.record.slug) ?? [], now));
  return {
    now,
    settings,
    branches,
    incidents: deriveIncidents(board, now),
    noticeControl: heldControl(board.notice, now),
    noticeChecks: board.noticeChecks,
    declared: declaredToday(board.alert, settings, now),
  };
}
