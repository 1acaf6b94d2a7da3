import { parseArgs } from 'node:util';
import { distributionOf } from '../distribution.ts';
import { describeMachine } from '../measure/machine.ts';
import { median } from '../measure/median.ts';
import { type Part, say } from '../part.ts';
import { writeResult } from '../results.ts';
import { toTable } from '../table.ts';
import { toVerdict, type Verdict, verdictTable } from '../verdict.ts';
import { type Answers, benchBeside, type BesideFigures } from './beside.ts';

const ASKED_P99_MS = 30;
const REPORT_P99_MS = 100;

export const besidePart: Part = {
  name: 'beside',
  help: `beside [--quick] [--sockets 19000] [--staff 40] [--changes 60]
  While a change goes to all open pages: how soon /healthz, the page and a report are answered, and who is told first.`,
  async run(args) {
    const options = readOptions(args);
    const figures = await benchBeside({ ...options, say });
    const verdicts = judge(figures);
    await writeResult('beside', { ...options, ...summarise(figures), verdicts });
    say(`\n${options.sockets} open pages, ${options.staff} of staff, ${options.changes} pairs of changes`);
    say(`${describeMachine()}\n`);
    say(toTable(['ms', 'p50', 'p99', 'max', 'asked'], rowsOf(figures)));
    say(`\n${verdictTable(verdicts)}\n`);
    return verdicts.every(({ isMet }) => isMet);
  },
};

const NAMES: readonly (readonly [keyof Answers, string])[] = [
  ['health', '/healthz'],
  ['page', 'the page'],
  ['report', 'a report'],
];

function rowsOf(figures: BesideFigures) {
  const row = (name: string, samples: readonly number[]) => {
    const { p50, p99, max } = distributionOf(samples);
    return [name, p50, p99, max, samples.length];
  };
  return [
    ...NAMES.map(([key, name]) => row(`${name}, while nothing changes`, figures.calm[key])),
    ...NAMES.map(([key, name]) => row(`${name}, while a change goes out`, figures.during[key])),
    row('report to the last page of patients', figures.lastPageMs),
    row('report to the last page of staff', figures.lastStaffMs),
  ];
}

function summarise({ calm, during, lastPageMs, lastStaffMs, failed, lost }: BesideFigures) {
  const all = (answers: Answers) =>
    Object.fromEntries(NAMES.map(([key]) => [key, distributionOf(answers[key])] as const));
  return {
    calm: all(calm),
    during: all(during),
    lastPageMs: distributionOf(lastPageMs),
    lastStaffMs: distributionOf(lastStaffMs),
    failed,
    lost,
  };
}

function judge({ during, lastPageMs, lastStaffMs, failed, lost }: BesideFigures): readonly Verdict[] {
  const p99 = (samples: readonly number[]) => distributionOf(samples).p99;
  return [
    toVerdict('/healthz, p99 ms', p99(during.health), ASKED_P99_MS),
    toVerdict('the page, p99 ms', p99(during.page), ASKED_P99_MS),
    toVerdict('a report, p99 ms', p99(during.report), REPORT_P99_MS),
    toVerdict('last page of staff / of patients', median(lastStaffMs) / median(lastPageMs), 1),
    toVerdict('questions that failed', failed, 0),
    toVerdict('pages that were lost', lost, 0),
  ];
}

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      sockets: { type: 'string' },
      staff: { type: 'string', default: '40' },
      changes: { type: 'string' },
    },
  });
  return {
    sockets: Number(values.sockets ?? (values.quick ? 4_000 : 19_000)),
    staff: Number(values.staff),
    changes: Number(values.changes ?? (values.quick ? 10 : 60)),
  };
}
