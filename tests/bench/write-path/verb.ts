import { randomUUID } from 'node:crypto';
import { authenticateToken } from '../../../server/access/authenticate-token.ts';
import { loadBoard } from '../../../server/board/load-board.ts';
import { followJournal } from '../../../server/journal/follow.ts';
import { createJournalWriter } from '../../../server/journal/journal-writer.ts';
import { openJournalKey } from '../../../server/journal/open-journal-key.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import { createDatabase } from '../../../server/platform/database.ts';
import { recordReport } from '../../../server/report/record-report.ts';
import { EMPTY_BOARD, foldFacts } from '../../../shared/board/fold.ts';
import type { ReportBody } from '../../../shared/wire/report.ts';
import type { BenchServer } from '../bench-server.ts';

/** What the product does for a report between its request and its answer, in this process: neither HTTP nor pages. */
export interface Verb {
  /** Records a report by somebody who has seen the branch's fact of this seq, and gives the new one's. */
  record(branch: string, seen: number, body: ReportBody): Promise<number>;
  close(): Promise<void>;
}

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

export async function createVerb({ databaseUrl, folder }: BenchServer, token: string): Promise<Verb> {
  const database = createDatabase({ connectionString: databaseUrl, log: quiet });
  const { db } = database;
  const key = await openJournalKey({ dataDir: folder, journalKey: null });
  const journal = createJournalWriter({ stampBy: () => null, key });
  const actor = await authenticateToken(db, `Bearer ${token}`, systemClock.now());
  const { board, head } = await loadBoard(db, systemClock);
  let known = { epoch: head.epoch, board };
  const follower = followJournal(
    {
      database,
      clock: systemClock,
      log: quiet,
      written: journal.atOnce.since,
      onFacts(facts) {
        known = { epoch: known.epoch, board: foldFacts(known.board, facts) };
      },
      onChecked: () => {},
      onEpochChange({ epoch }) {
        known = { epoch, board: EMPTY_BOARD };
      },
      onAway: (error) => {
        throw error;
      },
    },
    { after: head },
  );
  return {
    async record(branch, seen, body) {
      const report = { actor, branch, key: randomUUID(), ifMatch: `"${seen}"`, body };
      return (await recordReport({ db, journal, known: () => known }, report)).answer.seq;
    },
    async close() {
      await follower.stop();
      await database.close();
    },
  };
}
