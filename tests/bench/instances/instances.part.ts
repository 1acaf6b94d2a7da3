import { parseArgs } from 'node:util';
import { LIVE_LIMITS } from '../../../server/live/live-limits.ts';
import { byeDelay } from '../../../shared/live/backoff.ts';
import { SECOND } from '../../../shared/practice/instant.ts';
import { distributionOf } from '../distribution.ts';
import { describeMachine } from '../measure/machine.ts';
import { round } from '../measure/median.ts';
import { type Part, say } from '../part.ts';
import { PeerMissing } from '../peers/peer.ts';
import { writeResult } from '../results.ts';
import { toVerdict, type Verdict, verdictTable } from '../verdict.ts';
import { toTable } from '../table.ts';
import { benchInstances, type InstancesFigures } from './instances.ts';
import { benchRolling, type RollingFigures } from './rolling.ts';

const AT_MOST = { notifiedMs: 300, polledMs: 3_000 };
/** How long pages stay away after a goodbye at most, by the rule that spreads them, and a second to be let in again. */
const AWAY_AT_MOST_S = (byeDelay(LIVE_LIMITS.byeSpreadMs, () => 1) + SECOND) / SECOND;

export const instancesPart: Part = {
  name: 'instances',
  help: `instances [--quick] [--pages 200] [--reports 20] [--rolling 2000]
  Two servers on one PostgreSQL behind the compose file's nginx: how soon a report at one shows on the pages of both, and
  how soon without a notification; then with more pages (--rolling) both are restarted one after the other, and one is
  killed, while reports go on.`,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        pages: { type: 'string' },
        reports: { type: 'string' },
        rolling: { type: 'string' },
      },
    });
    const pages = Number(values.pages ?? (values.quick ? 40 : 200));
    const reports = Number(values.reports ?? (values.quick ? 5 : 20));
    const rollingPages = Number(values.rolling ?? (values.quick ? 400 : 2_000));
    try {
      const shown = pages > 0 ? await benchInstances({ pages, reports, say }) : null;
      const rolling = rollingPages > 0 ? await benchRolling({ pages: rollingPages, say }) : [];
      const verdicts = [...(shown ? judgeShown(shown) : []), ...rolling.flatMap(judgeRolling)];
      await writeResult('instances', {
        pages,
        reports,
        shown: shown && summarise(shown),
        rollingPages,
        rolling,
        verdicts,
      });
      say(`\n${pages} open pages, ${reports} reports of each kind; ${rollingPages} pages when servers go`);
      say(`${describeMachine()}\n`);
      say(toTable(ROLLING_HEAD, rolling.map(toRow)));
      say(`\n${verdictTable(verdicts)}\n`);
      return verdicts.every(({ isMet }) => isMet);
    } catch (error) {
      if (!(error instanceof PeerMissing)) throw error;
      say(`not measured: ${error.message}`);
      return true;
    }
  },
};

function summarise({ notified, polled, missing }: InstancesFigures) {
  return { byNotice: distributionOf(notified), byPoll: distributionOf(polled), missing };
}

function judgeShown(figures: InstancesFigures): readonly Verdict[] {
  const { byNotice, byPoll, missing } = summarise(figures);
  return [
    toVerdict('ms until a page shows it, by notification: p95', byNotice.p95, AT_MOST.notifiedMs),
    toVerdict('ms until a page shows it, by notification: the last', byNotice.max, null),
    toVerdict('ms until a page shows it, by poll: the last', byPoll.max, AT_MOST.polledMs),
    toVerdict('pages that did not show it', missing, 0),
  ];
}

function judgeRolling({ name, longestAwayS, stillAway, behind, gaps }: RollingFigures): readonly Verdict[] {
  return [
    toVerdict(`${name}: s that a page was away, the longest`, longestAwayS, AWAY_AT_MOST_S),
    toVerdict(`${name}: pages that did not come back`, stillAway, 0),
    toVerdict(`${name}: pages without the last report`, behind, 0),
    toVerdict(`${name}: changes missed`, gaps, 0),
  ];
}

const ROLLING_HEAD = ['', 'losses', 'longest away s', 'median away s', 'all back s', 'reports', 'tries in vain'];

function toRow(one: RollingFigures) {
  return [
    one.name,
    one.losses,
    round(one.longestAwayS, 1),
    round(one.medianAwayS, 1),
    round(one.allBackS, 1),
    one.reports,
    one.failed,
  ];
}
