import type { Transaction } from 'kysely';
import type { Board } from '../../shared/board/board.ts';
import type { ReportVia } from '../../shared/facts/fact.ts';
import { fromIso, type Instant, SECOND } from '../../shared/practice/instant.ts';
import { type TextReport, withReport } from '../../shared/texts/decide-text.ts';
import type { Actor } from '../access/access.ts';
import { requireRight } from '../access/require-right.ts';
import type { JournalWriter } from '../journal/journal-writer.ts';
import type { Database } from '../platform/database.types.ts';
import { storeReport } from '../report/store-reports.ts';

export interface StoredText {
  /** The board with the report. */
  readonly board: Board;
  /** Others reported later than it of all that it speaks of. */
  readonly isLate: boolean;
}

/** Puts what a text says into the journal, like any report of that person. Throws `not-allowed`. Hold the journal first. */
export async function storeText(
  trx: Transaction<Database>,
  journal: JournalWriter,
  said: {
    readonly actor: Pick<Actor, 'id' | 'role' | 'branches' | 'visit'>;
    readonly report: TextReport;
    readonly via: ReportVia;
    readonly board: Board;
  },
  arrivedAt: Instant,
): Promise<StoredText> {
  const { actor, report, via, board } = said;
  const { branch, content } = report;
  await requireRight(trx, actor.id, [branch], arrivedAt);
  const madeSecondsAgo = Math.max(0, (arrivedAt - report.at) / SECOND);
  const branches = [{ slug: branch, seenSeq: 0 }];
  const spokenReport = { actor, content, madeSecondsAgo, lastSeenAt: null, branches, via };
  const kept = await storeReport(trx, journal, spokenReport, board, arrivedAt);
  const spoken = Object.keys(content.it ?? {}).length + (content.gps ? 1 : 0);
  return {
    board: withReport(board, { ...report, at: fromIso(kept.at) }, kept.seq),
    isLate: kept.notApplied.length === spoken,
  };
}
