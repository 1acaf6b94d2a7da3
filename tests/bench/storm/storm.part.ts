import { parseArgs } from 'node:util';
import { describeMachine } from '../measure/machine.ts';
import { round } from '../measure/median.ts';
import { type Part, say } from '../part.ts';
import { writeResult } from '../results.ts';
import { toTable } from '../table.ts';
import { toVerdict, verdictTable } from '../verdict.ts';
import { benchStorm } from './storm.ts';

const AT_MOST = { backS: 35, upgrades: 1_000, lagMs: 2_500, reads: 5 };

export const stormPart: Part = {
  name: 'storm',
  help: `storm [--quick] [--pages 10000]
  All open pages lose their server at once and come back by their own rule: after a kill, and after a restart in good order.`,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { quick: { type: 'boolean', default: false }, pages: { type: 'string' } },
    });
    const pages = Number(values.pages ?? (values.quick ? 2_000 : 10_000));
    const figures = await benchStorm({ pages, say });
    const verdicts = figures.flatMap((one) => [
      toVerdict(`${one.name}: s until all are back`, one.allBackS, AT_MOST.backS),
      toVerdict(`${one.name}: pages that did not come back`, one.stillAway, 0),
      toVerdict(`${one.name}: upgrades in one second`, one.upgradesPerSecond, AT_MOST.upgrades),
      toVerdict(`${one.name}: ms that the loop was late`, one.loopLagMs, AT_MOST.lagMs),
      toVerdict(`${one.name}: reads for the board a second`, one.boardReadsPerSecond, AT_MOST.reads),
      toVerdict(`${one.name}: servers that died of it`, one.alive ? 0 : 1, 0),
    ]);
    await writeResult('storm', { pages, figures, verdicts });
    say(`\n${pages} open pages, ${describeMachine()}\n`);
    say(
      toTable(
        [
          '',
          'up after s',
          'all back s',
          'median away s',
          'longest away s',
          'upgrades/s',
          'lag ms',
          'reads/s',
          'tries in vain',
        ],
        figures.map((one) => [
          one.name,
          round(one.upAfterS, 1),
          round(one.allBackS, 1),
          round(one.medianAwayS, 1),
          round(one.longestAwayS, 1),
          one.upgradesPerSecond,
          round(one.loopLagMs, 0),
          round(one.boardReadsPerSecond, 1),
          one.failed,
        ]),
      ),
    );
    say(`\n${verdictTable(verdicts)}\n`);
    return verdicts.every(({ isMet }) => isMet);
  },
};
