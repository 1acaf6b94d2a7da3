import { parseArgs } from 'node:util';
import { benchLive } from './live.ts';
import { describeMachine } from './measure/machine.ts';
import { type Part, say } from './part.ts';
import { writeResult } from './results.ts';
import { toTable } from './table.ts';

export const livePart: Part = {
  name: 'live',
  help: `live [--quick] [--sockets 200] [--reports 120]
  From a report to the last of the open pages, on a server of its own with the packaged PostgreSQL.`,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        sockets: { type: 'string', default: '200' },
        reports: { type: 'string' },
      },
    });
    const result = await benchLive({
      sockets: Number(values.sockets),
      reports: Number(values.reports ?? (values.quick ? 30 : 120)),
    });
    await writeResult('live', { ...result });
    say(`${result.sockets} open pages, ${result.reports} reports, ${describeMachine()}\n`);
    const rows = Object.entries({
      'report to last page, ms': result.lastPageMs,
      'report answered, ms': result.answerMs,
    });
    say(
      toTable(
        ['', 'p50', 'p95', 'max'],
        rows.map(([name, { p50, p95, max }]) => [name, p50, p95, max]),
      ),
    );
    return true;
  },
};
