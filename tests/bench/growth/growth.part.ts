import { parseArgs } from 'node:util';
import { describeMachine } from '../measure/machine.ts';
import { median, medianRatio, round } from '../measure/median.ts';
import { type Part, say } from '../part.ts';
import { writeResult } from '../results.ts';
import { toTable } from '../table.ts';
import { toVerdict, type Verdict, verdictTable } from '../verdict.ts';
import { benchGrowth, type SizeFigures } from './growth.ts';

const SIZES = [18, 180, 1_800];
/** Bytes by which frames may grow: the digits of counts and positions. Those for staff name the last 20 changes by theirs. */
const DIGITS = { public: 20, staff: 120 };

export const growthPart: Part = {
  name: 'growth',
  help: `growth [--quick] [--rounds 30]
  Practices of 18, 180 and 1,800 branches, in turn in one process: what a change of one branch costs (fold, both views,
  both frames), how long its frames are, and how large the board and the page become.`,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { quick: { type: 'boolean', default: false }, rounds: { type: 'string' } },
    });
    const rounds = Number(values.rounds ?? (values.quick ? 8 : 30));
    const sizes = benchGrowth(SIZES, rounds);
    const verdicts = judge(sizes);
    await writeResult('growth', { rounds, sizes, verdicts });
    say(`\n${rounds} rounds of 40 changes at each size; ${describeMachine()}\n`);
    say(toTable(HEAD, sizes.map(toRow)));
    say(`\n${verdictTable(verdicts)}\n`);
    return verdicts.every(({ isMet }) => isMet);
  },
};

const HEAD = [
  'branches',
  'change, µs CPU',
  'frame B',
  'staff frame B',
  'board JSON B',
  'greeting B',
  'of a part B',
  'page B',
  'page, brotli',
  'first page ms',
  'board ms',
];

function toRow(of: SizeFigures) {
  return [
    of.branches,
    round(median(of.change), 0),
    of.publicFrame,
    of.staffFrame,
    of.boardBytes,
    of.greetingBytes,
    of.partGreetingBytes,
    of.pageBytes,
    of.pageBrotliBytes,
    round(median(of.pageMs), 1),
    round(median(of.boardMs), 2),
  ];
}

function perBranch(of: SizeFigures, bytes: 'boardBytes'): number {
  return of[bytes] / of.branches;
}

function judge(sizes: readonly SizeFigures[]): readonly Verdict[] {
  const [small, middle, large] = sizes;
  if (!small || !middle || !large) throw new Error('three sizes are compared');
  return [
    toVerdict('fold and views of a change: 1,800 / 18 branches', medianRatio(large.change, small.change), 2),
    toVerdict('the same: 180 / 18', medianRatio(middle.change, small.change), 2),
    toVerdict('frame for patients, bytes more at 1,800', large.publicFrame - small.publicFrame, DIGITS.public),
    toVerdict('frame for staff, bytes more at 1,800', large.staffFrame - small.staffFrame, DIGITS.staff),
    toVerdict(
      'board JSON, bytes a branch: 1,800 / 18',
      perBranch(large, 'boardBytes') / perBranch(small, 'boardBytes'),
      1.1,
    ),
    toVerdict('first page of 1,800 / of 180, bytes', large.pageBytes / middle.pageBytes, 1.1),
    toVerdict('greeting of such a page: 1,800 / 180, bytes', large.partGreetingBytes / middle.partGreetingBytes, 1.1),
  ];
}
