import { parseArgs } from 'node:util';
import { distributionOf } from '../distribution.ts';
import { describeMachine } from '../measure/machine.ts';
import { median, medianRatio, round } from '../measure/median.ts';
import { type Part, say } from '../part.ts';
import { writeResult } from '../results.ts';
import { toTable } from '../table.ts';
import { toVerdict, type Verdict, verdictTable } from '../verdict.ts';
import { benchVisits, type PeerCosts, type VisitsFigures } from './visits.ts';

const CPU_AT_MOST = 1.3;

const KINDS: Readonly<Record<string, string>> = {
  page: 'page, new connection',
  visit: 'page, style, script, new connection',
  kept: 'page, kept connection',
};

/** Who is compared with whom, and whether that is what was promised. */
const COMPARED = [
  { ours: 'Branchboard', theirs: 'node:http', kinds: ['page', 'visit', 'kept'], atMost: CPU_AT_MOST },
  { ours: 'Branchboard', theirs: 'node:http as it comes', kinds: ['page', 'visit', 'kept'], atMost: null },
  {
    ours: 'Branchboard behind nginx',
    theirs: 'nginx, static files',
    kinds: ['page', 'visit', 'kept'],
    atMost: CPU_AT_MOST,
  },
];

export const visitsPart: Part = {
  name: 'visits',
  help: `visits [--quick] [--rounds 9] [--requests 6000] [--visits 85000] [--seconds 60]
  First visits: CPU of the server for a request, beside node:http with the same buffers, and behind the compose file's
  nginx beside nginx with the same bytes as files. Then all the visits at an even pace, none of which
  may fail; by TLS a fifth of them, one after another.`,
  async run(args) {
    const options = readOptions(args);
    const figures = await benchVisits({ ...options, say });
    const verdicts = judge(figures, options.rush.seconds);
    await writeResult('visits', { ...options, ...figures, rushes: rushesOf(figures), verdicts });
    say(`\n${options.rounds} rounds of ${options.requests} requests; ${describeMachine()}`);
    if (figures.missing) say(`not measured behind the reverse proxy: ${figures.missing}`);
    say(`\n${toTable(COST_HEAD, figures.costs.map(costRow))}`);
    say(
      `\n${toTable(
        RUSH_HEAD,
        rushesOf(figures).map((rush) => Object.values(rush)),
      )}`,
    );
    for (const [why, count] of Object.entries(figures.failures)) say(`failed: ${count} (${why})`);
    say(`\n${verdictTable(verdicts)}\n`);
    return verdicts.every(({ isMet }) => isMet);
  },
};

const COST_HEAD = ['', 'CPU µs a request', 'PostgreSQL'];
const RUSH_HEAD = [
  '',
  'visits',
  'failed',
  's',
  'p50 ms',
  'p95 ms',
  'max ms',
  '% of a core',
  'CPU µs a visit',
  'begun late, ms',
];

function costRow({ name, kind, micros, databaseMicros }: PeerCosts) {
  return [`${KINDS[kind] ?? kind}: ${name}`, round(median(micros), 1), round(median(databaseMicros), 1)];
}

function failedOf(failures: Readonly<Record<string, number>>): number {
  return Object.values(failures).reduce((sum, count) => sum + count, 0);
}

function rushesOf({ rushes }: VisitsFigures) {
  return rushes.map(({ name, isPaced, visits, seconds, coreShare }) => {
    const { p50, p95, max } = distributionOf(visits.took);
    return {
      name: isPaced ? `${name}, at an even pace` : `${name}, TLS, one after another`,
      done: visits.done,
      failed: failedOf(visits.failures),
      seconds: round(seconds, 1),
      p50,
      p95,
      max,
      corePercent: round(100 * coreShare, 0),
      microsAVisit: round((coreShare * seconds * 1e6) / (visits.done + failedOf(visits.failures)), 0),
      lateMs: round(visits.lateMs, 0),
    };
  });
}

function judge({ costs, rushes, failures }: VisitsFigures, rushSeconds: number): readonly Verdict[] {
  const micros = (name: string, kind: string) => costs.find((of) => of.name === name && of.kind === kind)?.micros;
  const ratios = COMPARED.flatMap(({ ours, theirs, kinds, atMost }) =>
    kinds.flatMap((kind) => {
      const [a, b] = [micros(ours, kind), micros(theirs, kind)];
      return a && b ? [toVerdict(`${KINDS[kind]}: ${ours} / ${theirs}`, medianRatio(a, b), atMost)] : [];
    }),
  );
  return [
    ...ratios,
    toVerdict('requests that failed in the rounds', failedOf(failures), 0),
    ...rushes.map(({ name, visits }) => toVerdict(`visits that failed: ${name}`, failedOf(visits.failures), 0)),
    ...rushes
      .filter(({ isPaced }) => isPaced)
      .map(({ name, seconds }) => toVerdict(`time for them / time they came in: ${name}`, seconds / rushSeconds, 1.05)),
  ];
}

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      requests: { type: 'string' },
      visits: { type: 'string' },
      seconds: { type: 'string' },
    },
  });
  const { quick } = values;
  return {
    rounds: Number(values.rounds ?? (quick ? 3 : 9)),
    requests: Number(values.requests ?? (quick ? 1_500 : 6_000)),
    rush: {
      visits: Number(values.visits ?? (quick ? 7_000 : 85_000)),
      seconds: Number(values.seconds ?? (quick ? 5 : 60)),
    },
  };
}
