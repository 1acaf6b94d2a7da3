import { parseArgs } from 'node:util';
import { describeMachine } from '../measure/machine.ts';
import { round } from '../measure/median.ts';
import { type Part, say } from '../part.ts';
import { writeResult } from '../results.ts';
import { toTable } from '../table.ts';
import { toVerdict, verdictTable } from '../verdict.ts';
import { benchBeats } from './beats.ts';

/** Of one core, in per cent. */
const INSTANCE_AT_MOST = 5;

export const beatsPart: Part = {
  name: 'beats',
  help: `beats [--quick] [--branches 1800] [--every 20] [--seconds 60]
  The senders of all branches of a very big practice beat, with and without checks: what an instance and its database cost.`,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        branches: { type: 'string', default: '1800' },
        every: { type: 'string', default: '20' },
        seconds: { type: 'string' },
      },
    });
    const options = {
      branches: Number(values.branches),
      everyMs: Number(values.every) * 1_000,
      seconds: Number(values.seconds ?? (values.quick ? 20 : 60)),
    };
    const figures = await benchBeats({ ...options, say });
    const verdicts = figures.flatMap(({ name, instance, writesPerBeat, beats }) => [
      toVerdict(`${name}: % of one core, the instance`, instance, INSTANCE_AT_MOST),
      toVerdict(`${name}: rows written for a beat`, writesPerBeat, 1.1),
      toVerdict(`${name}: beats that were refused`, beats.refused, 0),
    ]);
    await writeResult('beats', { ...options, figures, verdicts });
    say(`\n${options.branches} branches, ${describeMachine()}\n`);
    say(
      toTable(
        ['', 'instance %', 'database %', 'rows a beat', 'transactions/s', 'beats'],
        figures.map((one) => [
          one.name,
          round(one.instance, 1),
          round(one.database, 1),
          round(one.writesPerBeat, 2),
          round(one.transactionsPerSecond, 1),
          one.beats.taken,
        ]),
      ),
    );
    say(`\n${verdictTable(verdicts)}\n`);
    return verdicts.every(({ isMet }) => isMet);
  },
};
