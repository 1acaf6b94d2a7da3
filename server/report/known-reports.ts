import type { Transaction } from 'kysely';
import type { Board } from '../../shared/board/board.ts';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Head } from '../journal/head.ts';
import type { ForeseenMoment, WriteDeps } from '../journal/write-once.ts';
import type { Ask } from '../platform/ask.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { askReportsAt, readReportsSince } from './report.queries.ts';

/** What is in memory of a journal: all of it up to the board's `seq`. */
export interface Known {
  readonly epoch: string;
  readonly board: Board;
}

export interface ReportDeps extends WriteDeps {
  /** As of the last time the journal was read. */
  readonly known: () => Known;
}

/** Facts that memory may be behind, and usually is not by one. */
const NEWS = 16;

/** Of the branches, what stands in the next places of the journal behind what is in memory. */
export function askForNews(db: Db, { board }: Known, slugs: readonly string[]): Ask<readonly Fact[]> {
  const next = Array.from({ length: NEWS }, (_, index) => board.seq + 1 + index);
  return askReportsAt(db, slugs, next);
}

/**
 * All that was said of the branches while the journal is held: what is in memory, with the news. Memory of another journal,
 * or of one that was set back, counts for nothing.
 */
export async function recordsOf(
  trx: Transaction<Database>,
  { epoch, board }: Known,
  head: Head,
  slugs: readonly string[],
  news: readonly Fact[],
): Promise<Board['branches']> {
  const isSame = epoch === head.epoch && board.seq <= head.seq;
  if (isSame && head.seq <= board.seq + NEWS) return foldOf(board, slugs, news);
  const start = isSame ? board : EMPTY_BOARD;
  return foldOf(start, slugs, await readReportsSince(trx, slugs, start.seq));
}

/** The same before the journal is held, by what this process wrote last; null: others may have said more. */
export function recordsAhead(
  { epoch, board }: Known,
  { head, news }: Pick<ForeseenMoment, 'head' | 'news'>,
  slugs: readonly string[],
): Board['branches'] | null {
  const isBehindBy = head.seq - board.seq;
  if (epoch !== head.epoch || isBehindBy < 0 || isBehindBy > news.length) return null;
  const said = news.filter((fact) => fact.seq > board.seq && fact.kind === 'report' && slugs.includes(fact.branch));
  return foldOf(board, slugs, said);
}

function foldOf({ branches }: Board, slugs: readonly string[], facts: readonly Fact[]): Board['branches'] {
  const records = slugs.flatMap((slug) => {
    const record = branches[slug];
    return record ? [[slug, record] as const] : [];
  });
  return foldFacts({ ...EMPTY_BOARD, branches: Object.fromEntries(records) }, facts).branches;
}
