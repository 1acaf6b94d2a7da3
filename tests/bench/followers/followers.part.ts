import { parseArgs } from 'node:util';
import { distributionOf } from '../distribution.ts';
import { describeMachine } from '../measure/machine.ts';
import { median, medianRatio, round } from '../measure/median.ts';
import { type Part, say } from '../part.ts';
import { writeResult } from '../results.ts';
import { toTable } from '../table.ts';
import { toVerdict, verdictTable } from '../verdict.ts';
import { type Beside, benchFollowers } from './followers.ts';

/** Of the p99 of a report and of a change, while followers are told, to that while none is. */
const RATIO_AT_MOST = 1.5;
/** Less than this is nothing that anybody notices, whatever the ratio. */
const NOTICED_MS = 25;

export const followersPart: Part = {
  name: 'followers',
  help: `followers [--quick] [--followers 85000] [--pages 1000] [--pairs 6] [--per-minute 3000]
  While all who follow are told at the limit: how soon a report is answered and a change is on open pages, with and without.`,
  async run(args) {
    const options = readOptions(args);
    const figures = await benchFollowers({ ...options, say });
    const { telling, silent, toldPerMinute, messages, twice, lost } = figures;
    const rate = median(toldPerMinute);
    const verdicts = [
      ...(['reports', 'pages'] as const).map((key) => {
        const [to, of] = [p99s(telling[key]), p99s(silent[key])];
        const isSmall = median(to) - median(of) < NOTICED_MS;
        const what = key === 'reports' ? 'a report, p99' : 'a change on the last page, p99';
        return toVerdict(`${what}: telling / silent`, medianRatio(to, of), isSmall ? null : RATIO_AT_MOST);
      }),
      toVerdict('told a minute, of the limit', rate / options.perMinute, 1.05),
      toVerdict('the limit, of told a minute', options.perMinute / rate, 1.15),
      toVerdict('told twice', twice, 0),
      toVerdict('pages that were lost', lost, 0),
    ];
    await writeResult('followers', { ...options, ...summarise(telling, silent), toldPerMinute, messages, verdicts });
    say(`\n${options.followers} followers, ${options.pages} open pages, ${options.pairs} pairs of times`);
    say(`${describeMachine()}\n`);
    say(toTable(['ms', 'p50', 'p99', 'max', 'asked'], rowsOf(telling, silent)));
    say(
      `\ntold a minute: ${round(rate, 0)}; all ${options.followers} in ${round(options.followers / rate, 1)} minutes`,
    );
    say(`CPU of the server: ${percent(telling.cpu)} telling, ${percent(silent.cpu)} silent`);
    say(`\n${verdictTable(verdicts)}\n`);
    return verdicts.every(({ isMet }) => isMet);
  },
};

function percent(cpu: readonly number[]): string {
  return `${round(median(cpu) / 10, 1)} % of a core`;
}

function p99s(times: readonly (readonly number[])[]): number[] {
  return times.map((samples) => distributionOf(samples).p99);
}

const ROWS = [
  ['reports', 'a report'],
  ['pages', 'a change on the last page'],
] as const;

function rowsOf(telling: Beside, silent: Beside) {
  const row = (name: string, samples: readonly number[]) => {
    const { p50, p99, max } = distributionOf(samples);
    return [name, p50, p99, max, samples.length];
  };
  return ROWS.flatMap(([key, name]) => [
    row(`${name}, while none is told`, silent[key].flat()),
    row(`${name}, while followers are told`, telling[key].flat()),
  ]);
}

function summarise(telling: Beside, silent: Beside) {
  const of = ({ reports, pages, cpu }: Beside) => ({
    reports: distributionOf(reports.flat()),
    pages: distributionOf(pages.flat()),
    cpuOfACore: round(median(cpu) / 1_000, 3),
  });
  return { telling: of(telling), silent: of(silent) };
}

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      followers: { type: 'string' },
      pages: { type: 'string' },
      pairs: { type: 'string' },
      'per-minute': { type: 'string', default: '3000' },
    },
  });
  return {
    followers: Number(values.followers ?? (values.quick ? 5_000 : 85_000)),
    pages: Number(values.pages ?? (values.quick ? 300 : 1_000)),
    pairs: Number(values.pairs ?? (values.quick ? 2 : 6)),
    perMinute: Number(values['per-minute']),
  };
}
