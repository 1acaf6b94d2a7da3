import { parseArgs } from 'node:util';
import { describeMachine } from '../measure/machine.ts';
import { round } from '../measure/median.ts';
import { type Part, say } from '../part.ts';
import { writeResult } from '../results.ts';
import { toVerdict, verdictTable } from '../verdict.ts';
import { benchStalled } from './stalled.ts';

/** Later than without them, as a ratio: nobody else is delayed, within what one machine swings. */
const LATER_AT_MOST = 1.25;

export const stalledPart: Part = {
  name: 'stalled',
  help: `stalled [--quick] [--sockets 5000] [--stalled 1000] [--changes 150]
  Clients that stop reading: what process and kernel take for them, and whether anybody else waits.`,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        sockets: { type: 'string', default: '5000' },
        stalled: { type: 'string' },
        changes: { type: 'string' },
      },
    });
    const options = {
      sockets: Number(values.sockets),
      stalled: Number(values.stalled ?? (values.quick ? 200 : 1_000)),
      changes: Number(values.changes ?? (values.quick ? 60 : 150)),
    };
    const figures = await benchStalled({ ...options, say });
    const later = figures.lastPageDuringMs / figures.lastPageBeforeMs;
    const verdicts = [
      toVerdict('process and kernel together, MB', figures.peakMB, (150 * options.stalled) / 1_000),
      toVerdict('of it kernel, MB', figures.peakKernelMB, null),
      toVerdict('last page beside them / beside as many that read', later, LATER_AT_MOST),
    ];
    await writeResult('stalled', { ...options, figures, verdicts });
    say(
      `\n${options.stalled} clients that stop reading, beside ${options.sockets} that read; ${options.changes} changes`,
    );
    say(
      `last page ${round(figures.lastPageBeforeMs, 1)} ms beside as many that read, ${round(figures.lastPageDuringMs, 1)} ms beside them`,
    );
    say(`${describeMachine()}\n\n${verdictTable(verdicts)}\n`);
    return verdicts.every(({ isMet }) => isMet);
  },
};
