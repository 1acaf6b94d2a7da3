import { SERVICES } from '../facts/fact.ts';
import type { Branch } from '../practice/branch.ts';
import type { Instant } from '../practice/instant.ts';
import { localDay, sameDay } from '../practice/local-time.ts';
import { nextOpening } from '../practice/opening-hours.ts';
import { openingRules } from '../practice/opening-rules.ts';
import type { PracticeSettings } from '../practice/settings.ts';
import type { Board, BranchRecord, Check, Declaration, NoticeControl, Statement, StatementLog } from './board.ts';
import { type BranchSituation, deriveSituation } from './branch-state.ts';
import { standsUntil } from './boundaries.ts';
import { deriveChangedAt } from './changed-at.ts';
import { type AffectedSpan, deriveAffectedSpans, deriveIncidents, type Incident } from './incidents.ts';
import { createKeep, type Standing } from './keep.ts';
import { createListKeep } from './list-keep.ts';
import type { SituatedBranch } from './nearest.ts';
import { heldControl } from './notice-control.ts';
import { type StandingWork, standingWork } from './planned.ts';
import { setUpOf, settingsOf, standingRecords } from './records.ts';
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
  /** By name. The very same list while no branch of it changed. */
  readonly branches: readonly BranchPicture[];
  /** How they are set up, by slug. */
  readonly bySlug: ReadonlyMap<string, Branch>;
  /** Oldest first, resolved ones too. */
  readonly incidents: readonly Incident[];
  /** Work that is planned or under way, the next first. */
  readonly planned: readonly StandingWork[];
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

const keepPicture = createKeep<BranchRecord, BranchPicture>();
const keepPictures = createListKeep<BranchRecord, BranchPicture>();

function pictureOf(
  record: BranchRecord,
  settings: PracticeSettings,
  spans: readonly AffectedSpan[],
  now: Instant,
): Standing<BranchPicture> {
  const edges = spans.flatMap(({ from, to }) => [from, to]);
  return keepPicture(record, [settings, ...edges], now, () => {
    const branch = standingBranch(record);
    if (!branch) throw new Error(`${record.slug} is on no page`);
    const situation = deriveSituation(record, branch, settings, spans, now);
    const later = edges.filter((edge) => edge !== null && edge > now) as Instant[];
    return {
      value: toBranchPicture(record, branch, situation, settings, spans, now),
      until: Math.min(standsUntil(record, settings, now), ...later),
    };
  });
}

/** Derives the practice from the board. Between two boundaries, and without a new fact, it says the same. */
export function derivePicture(board: Board, now: Instant): Picture {
  const settings = settingsOf(board);
  const affected = deriveAffectedSpans(board);
  const { bySlug } = setUpOf(board);
  return {
    now,
    settings,
    branches: keepPictures(settings, standingRecords(board), [affected], now, (record) =>
      pictureOf(record, settings, affected.get(record.slug) ?? [], now),
    ),
    bySlug,
    incidents: deriveIncidents(board, now),
    planned: standingWork(board, now),
    noticeControl: heldControl(board.notice, now),
    noticeChecks: board.noticeChecks,
    declared: declaredToday(board.alert, settings, now),
  };
}
