import { parseArgs } from 'node:util';
import { describeMachine } from '../measure/machine.ts';
import { median, medianRatio, round } from '../measure/median.ts';
import { type Part, say } from '../part.ts';
import { writeResult } from '../results.ts';
import { toTable } from '../table.ts';
import { toVerdict, verdictTable } from '../verdict.ts';
import { benchWritePath, type RoundFigures } from './write-path.ts';

/** Of the bare insert of the same rows. */
const TIMES_AT_MOST = 1.5;

function rowOf(name: string, rounds: readonly RoundFigures[]) {
  const of = (pick: (figures: RoundFigures) => number) => round(median(rounds.map(pick)), 2);
  return [name, of(({ ms }) => ms), of(({ cpuMs }) => cpuMs), of(({ logBytes }) => logBytes)];
}

export const writePathPart: Part = {
  name: 'write-path',
  help: `write-path [--quick] [--rounds 9] [--reports 200]
  What a report costs beside a bare client that inserts the same rows in one transaction by prepared statements, with the
  same settings of the connection and each commit synced to the disk: without HTTP, from the request's content to the
  answer after the commit; and by HTTP from a server that shows each change meanwhile, beside node:http that makes the bare
  insert for each post.`,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        rounds: { type: 'string' },
        reports: { type: 'string' },
      },
    });
    const options = {
      rounds: Number(values.rounds ?? (values.quick ? 5 : 9)),
      reports: Number(values.reports ?? (values.quick ? 100 : 200)),
    };
    const figures = await benchWritePath({ ...options, say });
    const verdicts = figures.flatMap(({ writers, way, ours, bare, bareByHttp, transactions }) => {
      const isByHttp = bareByHttp.length > 0;
      const ratio = (pick: (one: RoundFigures) => number) => medianRatio(ours.map(pick), bare.map(pick));
      const who = `${way}, ${writers === 1 ? 'one after the other' : `${writers} writers at once`}`;
      return [
        toVerdict(
          `time of a report / bare insert, ${who}`,
          ratio(({ ms }) => ms),
          isByHttp ? null : TIMES_AT_MOST,
        ),
        ...(isByHttp
          ? [
              toVerdict(
                `time of a report / bare insert behind node:http, ${who}`,
                medianRatio(
                  ours.map(({ ms }) => ms),
                  bareByHttp.map(({ ms }) => ms),
                ),
                TIMES_AT_MOST,
              ),
            ]
          : []),
        toVerdict(
          `CPU of a report / bare insert, database alone, ${who}`,
          ratio(({ cpuMs }) => cpuMs),
          null,
        ),
        toVerdict(
          `bytes that PostgreSQL logs for a report / bare insert, ${who}`,
          ratio(({ logBytes }) => logBytes),
          TIMES_AT_MOST,
        ),
        toVerdict(`transactions that a report writes in, ${who}`, transactions, 1),
      ];
    });
    await writeResult('write-path', { ...options, figures, verdicts });
    say(`\n${options.rounds} rounds of ${options.reports} reports, ${describeMachine()}\n`);
    say(
      toTable(
        ['', 'ms each', 'CPU ms each, database', 'bytes logged'],
        figures.flatMap(({ writers, way, ours, bare, bareByHttp }) => [
          rowOf(`report ${way}, ${writers} at once`, ours),
          ...(bareByHttp.length > 0 ? [rowOf(`bare insert behind node:http, ${writers} at once`, bareByHttp)] : []),
          rowOf(`bare insert, ${writers} at once`, bare),
        ]),
      ),
    );
    say(`\n${verdictTable(verdicts)}\n`);
    return verdicts.every(({ isMet }) => isMet);
  },
};
