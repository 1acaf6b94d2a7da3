import { describeMachine } from './measure/machine.ts';
import { type PartVerdicts, writeFileOf } from './results.ts';
import { toTable } from './table.ts';
import type { Verdict } from './verdict.ts';

const HEAD = ['part', 'figure', 'measured', 'asked at most', ''] as const;

function wordOf({ atMost, isMet }: Verdict): string {
  return atMost === null ? '' : isMet ? 'kept' : 'MISSED';
}

function rowsOf(parts: readonly PartVerdicts[]) {
  return parts.flatMap(({ part, verdicts }) =>
    verdicts.map((verdict) => [part, verdict.what, verdict.value, verdict.atMost ?? '-', wordOf(verdict)]),
  );
}

function toMarkdown(parts: readonly PartVerdicts[], line: string): string {
  const rows = [HEAD, HEAD.map(() => '---'), ...rowsOf(parts)].map((row) => `| ${row.join(' | ')} |`);
  return `${line}\n\n${rows.join('\n')}\n`;
}

/** One table over all parts of a run, printed and kept for the README: `results/summary.md`. */
export async function summarise(parts: readonly PartVerdicts[], failed: readonly string[]): Promise<string> {
  const asked = parts.flatMap(({ verdicts }) => verdicts).filter(({ atMost }) => atMost !== null);
  const missed = asked.filter(({ isMet }) => !isMet).length;
  const broken = failed.length === 0 ? '' : `; these parts failed: ${failed.join(', ')}`;
  const line = `${describeMachine()}: ${asked.length - missed} of ${asked.length} promises kept${broken}`;
  await writeFileOf('summary.md', toMarkdown(parts, line));
  return `${toTable(HEAD, rowsOf(parts))}\n\n${line}`;
}
