import type { Kysely } from 'kysely';
import type { ReportContent } from '../../shared/facts/check-report.ts';
import { type FieldClash, saidOf } from '../../shared/facts/decide-report.ts';
import { toIso } from '../../shared/practice/instant.ts';
import type { Clash, ReportAnswer } from '../../shared/wire/report.ts';
import type { Database } from '../platform/database.types.ts';
import { readReports } from './report.queries.ts';

/** Where a clash is found again. */
type KeptClash = Pick<FieldClash, 'field' | 'seq'>;

/**
 * What is kept of an answer under its key. Texts come from the request when it is sent again, names and what others
 * said from the journal: each has one place only, so that it can be erased from there.
 */
export interface KeptAnswer extends Omit<ReportAnswer, 'report' | 'notApplied' | 'overrode'> {
  readonly notApplied: readonly KeptClash[];
  readonly overrode: readonly KeptClash[];
}

export function toKeptClash({ field, seq }: FieldClash): KeptClash {
  return { field, seq };
}

/** The whole answers of one report; names and texts that were erased are null in them. */
export async function toAnswers(
  db: Kysely<Database>,
  kept: readonly KeptAnswer[],
  report: ReportContent,
): Promise<ReportAnswer[]> {
  const seqs = kept.flatMap(({ notApplied, overrode }) => [...notApplied, ...overrode].map(({ seq }) => seq));
  const facts = new Map((await readReports(db, seqs)).map((fact) => [fact.seq, fact]));
  const toClash = ({ field, seq }: KeptClash): Clash => {
    const said = facts.get(seq);
    if (!said) throw new Error(`the journal has no report at ${seq}, which an answer speaks of`);
    return { field, by: said.actorName, at: toIso(said.at), was: saidOf(said, field) };
  };
  return kept.map(({ notApplied, overrode, ...plain }) => ({
    ...plain,
    report,
    notApplied: notApplied.map(toClash),
    overrode: overrode.map(toClash),
  }));
}

/** The whole answer where nobody else said anything that it would have to tell; else null. */
export function toPlainAnswer(kept: KeptAnswer, report: ReportContent): ReportAnswer | null {
  const { notApplied, overrode, ...plain } = kept;
  return notApplied.length + overrode.length > 0 ? null : { ...plain, report, notApplied: [], overrode: [] };
}
