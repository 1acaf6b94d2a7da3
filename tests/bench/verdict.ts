import { round } from './measure/median.ts';
import { toTable } from './table.ts';

/** One figure, what was promised of it, and whether that is kept. */
export interface Verdict {
  readonly what: string;
  readonly value: number;
  /** null: nothing was promised, it is for comparison. */
  readonly atMost: number | null;
  readonly isMet: boolean;
}

export function toVerdict(what: string, value: number, atMost: number | null): Verdict {
  return { what, value: round(value, 2), atMost, isMet: atMost === null || round(value, 2) <= atMost };
}

export function verdictTable(verdicts: readonly Verdict[]): string {
  return toTable(
    ['', 'measured', 'at most', ''],
    verdicts.map(({ what, value, atMost, isMet }) => [
      what,
      value,
      atMost ?? '-',
      atMost === null ? '' : isMet ? 'kept' : 'MISSED',
    ]),
  );
}
