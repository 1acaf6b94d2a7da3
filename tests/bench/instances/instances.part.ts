import { parseArgs } from 'node:util';
import { distributionOf } from '../distribution.ts';
import { describeMachine } from '../measure/machine.ts';
import { type Part, say } from '../part.ts';
import { PeerMissing } from '../peers/peer.ts';
import { writeResult } from '../results.ts';
import { toVerdict, verdictTable } from '../verdict.ts';
import { benchInstances } from './instances.ts';

const AT_MOST = { notifiedMs: 300, polledMs: 3_000 };

export const instancesPart: Part = {
  name: 'instances',
  help: `instances [--quick] [--pages 200] [--reports 20]
  Two servers on one PostgreSQL behind the compose file's nginx: how soon a report at one shows on the pages of both, and
  how soon without a notification.`,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        pages: { type: 'string' },
        reports: { type: 'string' },
      },
    });
    const pages = Number(values.pages ?? (values.quick ? 40 : 200));
    const reports = Number(values.reports ?? (values.quick ? 5 : 20));
    try {
      const { notified, polled, missing } = await benchInstances({ pages, reports, say });
      const [byNotice, byPoll] = [distributionOf(notified), distributionOf(polled)];
      const verdicts = [
        toVerdict('ms until a page shows it, by notification: p95', byNotice.p95, AT_MOST.notifiedMs),
        toVerdict('ms until a page shows it, by notification: the last', byNotice.max, null),
        toVerdict('ms until a page shows it, by poll: the last', byPoll.max, AT_MOST.polledMs),
        toVerdict('pages that did not show it', missing, 0),
      ];
      await writeResult('instances', { pages, reports, byNotice, byPoll, missing, verdicts });
      say(`\n${pages} open pages, ${reports} reports of each kind; ${describeMachine()}`);
      say(`\n${verdictTable(verdicts)}\n`);
      return verdicts.every(({ isMet }) => isMet);
    } catch (error) {
      if (!(error instanceof PeerMissing)) throw error;
      say(`not measured: ${error.message}`);
      return true;
    }
  },
};
