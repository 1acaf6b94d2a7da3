import type { Board, Contact, StatementLog } from '../board/board.ts';
import { foldFact } from '../board/fold.ts';
import type { GpReading } from '../board/gps.ts';
import { derivePicture } from '../board/picture.ts';
import type { ReportContent } from '../facts/check-report.ts';
import type { ReportFact } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';

/** What somebody wants said of a branch by text. */
export interface TextReport {
  readonly branch: string;
  readonly content: ReportContent;
  readonly at: Instant;
  readonly actor: string;
}

/** The board as it would be with the report of a text, for what the answer says before the journal is read again. */
export function withReport(board: Board, { branch, content, at, actor }: TextReport, seq: number): Board {
  const fact: ReportFact = {
    kind: 'report',
    seq,
    at,
    recordedAt: at,
    branch,
    actor,
    actorName: null,
    onBehalf: false,
    ...content,
  };
  return foldFact(board, fact);
}

/**
 * Whether a branch's sender proves a claim: it came back after the claim was made. That it beats all the time proves
 * nothing, because whoever said "down" said so against it. It speaks for the line alone.
 */
export function isConfirmedBySignal(content: ReportContent, saidAt: Instant, signals: StatementLog<Contact>): boolean {
  const services = Object.keys(content.it ?? {});
  if (content.gps !== undefined || services.length !== 1 || content.it?.internet !== 'working') return false;
  return signals.some(({ at, value }) => at > saidAt && (value.state === 'heard' || value.state === 'recovering'));
}

/** How well off a level of GPs is in the eyes of a patient; what is not known is no better than a level that limits. */
const RANKS: { readonly [L in GpReading['level']]: number } = {
  none: 0,
  few: 1,
  fewer: 2,
  unknown: 2,
  usual: 3,
  'not-planned': 3,
};

function gpsOf(board: Board, branch: string, now: Instant): GpReading | null {
  return derivePicture(board, now).branches.find((one) => one.branch.slug === branch)?.situation.gps ?? null;
}

/**
 * Whether the report of a text waits to be confirmed. Numbers of senders can be forged, and a green that is not true is
 * worse than a warning that is not: so what makes a branch look better waits, and what makes it look worse, or no
 * different, does not.
 */
export function mustWait(board: Board, report: TextReport, now: Instant): boolean {
  const { content, branch } = report;
  if (Object.values(content.it ?? {}).some((state) => state !== 'down')) return true;
  if (!content.gps) return false;
  const before = gpsOf(board, branch, now);
  const after = gpsOf(withReport(board, report, board.seq + 1), branch, now);
  if (!before || !after) return true;
  if (RANKS[after.level] !== RANKS[before.level]) return RANKS[after.level] > RANKS[before.level];
  return before.share !== null && after.share !== null && after.share > before.share;
}
