import { DEFAULT_SETTINGS } from '../../shared/practice/settings.ts';
import { SYSTEM_ACTOR } from '../access/actor.table.ts';
import { lockJournal } from '../journal/append.ts';
import type { JournalWriter } from '../journal/journal-writer.ts';
import type { Db } from '../platform/database.types.ts';
import { readSampleBranches } from './sample-branches.ts';

export interface SampleDeps {
  readonly db: Db;
  readonly journal: JournalWriter;
}

/**
 * Gives an empty journal the sample practice and its branches, as facts of the system. Returns how many branches were
 * added: 0 when the journal already holds something.
 */
export async function loadSample({ db, journal }: SampleDeps, timeZone: string): Promise<number> {
  const sample = await readSampleBranches();
  return db.transaction().execute(async (trx) => {
    const head = await lockJournal(trx);
    if (head.seq > 0) return 0;
    const now = await journal.stampOf(trx);
    const said = { at: now, actor: SYSTEM_ACTOR };
    const practice = { ...DEFAULT_SETTINGS, timeZone, sample: true };
    const branches = sample.map((branch) => ({ kind: 'branch' as const, branch, ...said }));
    await journal.append(trx, [{ kind: 'practice', practice, ...said }, ...branches], now);
    return branches.length;
  });
}
