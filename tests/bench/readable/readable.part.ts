import { parseArgs } from 'node:util';
import { describeMachine } from '../measure/machine.ts';
import { median } from '../measure/median.ts';
import { type Part, say } from '../part.ts';
import { writeResult } from '../results.ts';
import { toTable } from '../table.ts';
import { benchReadable } from './readable.ts';

export const readablePart: Part = {
  name: 'readable',
  help: `readable [--quick] [--visits 5]
  How long a small phone with a slow processor waits on 3G until the first sentence can be read, and until the page is
  live; --quick visits each page twice.`,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { quick: { type: 'boolean', default: false }, visits: { type: 'string' } },
    });
    const visits = Number(values.visits ?? (values.quick ? 2 : 5));
    const figures = await benchReadable({ visits, say });
    await writeResult('readable', { visits, figures });
    say(`\n${visits} first visits of each page, 360 px wide, a processor 4 times slower, ${describeMachine()}\n`);
    say(
      toTable(
        ['network', 'page', 'readable after ms, median', 'longest', 'live after ms, median'],
        figures.map(({ network, path, painted, live }) => [
          network,
          path,
          String(Math.round(median(painted))),
          String(Math.round(Math.max(...painted))),
          String(Math.round(median(live))),
        ]),
      ),
    );
    return true;
  },
};
