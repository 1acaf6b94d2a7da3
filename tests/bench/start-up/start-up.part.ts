import { parseArgs } from 'node:util';
import { describeMachine } from '../measure/machine.ts';
import { median, round } from '../measure/median.ts';
import { type Part, say } from '../part.ts';
import { writeResult } from '../results.ts';
import { toTable } from '../table.ts';
import { toVerdict, verdictTable } from '../verdict.ts';
import { benchStartUp } from './start-up.ts';

const SECONDS_AT_MOST = 3;

export const startUpPart: Part = {
  name: 'start-up',
  help: `start-up [--quick] [--facts 1000000] [--branches 1800]
  How long it takes from starting a process until it is ready, with a long journal: by a checkpoint, after a kill, and
  without any checkpoint. Writing the journal takes some minutes; --quick writes 50,000 facts.`,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        facts: { type: 'string' },
        branches: { type: 'string', default: '1800' },
      },
    });
    const options = {
      facts: Number(values.facts ?? (values.quick ? 50_000 : 1_000_000)),
      branches: Number(values.branches),
    };
    const figures = await benchStartUp({ ...options, say });
    const verdicts = figures.map(({ name, seconds, isPromised }) =>
      toVerdict(`${name}: seconds to ready`, median(seconds), isPromised ? SECONDS_AT_MOST : null),
    );
    await writeResult('start-up', { ...options, figures, verdicts });
    say(`\n${options.facts} facts of ${options.branches} branches, ${describeMachine()}\n`);
    say(
      toTable(
        ['start', 'seconds, median', 'longest', 'checkpoint MB', 'facts to fold'],
        figures.map(({ name, seconds, checkpointBytes, toFold }) => [
          name,
          round(median(seconds), 2),
          round(Math.max(...seconds), 2),
          round(checkpointBytes / 1e6, 1),
          toFold,
        ]),
      ),
    );
    say(`\n${verdictTable(verdicts)}\n`);
    return verdicts.every(({ isMet }) => isMet);
  },
};
