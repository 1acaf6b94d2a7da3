import { SECOND } from '../shared/practice/instant.ts';
import type { JournalKey } from './journal/journal-key.ts';
import { createJournalWriter, type JournalWriter } from './journal/journal-writer.ts';
import { openJournalKey } from './journal/open-journal-key.ts';
import { requireOneTime } from './journal/require-one-time.ts';
import { sealJournal } from './journal/seal.ts';
import type { StampBy } from './journal/stamp.ts';
import { APP_ROLE, grantAppRole } from './platform/app-role.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { createDatabase, type DatabaseHandle } from './platform/database.ts';
import type { Db } from './platform/database.types.ts';
import { isDatabaseAway } from './platform/database-errors.ts';
import { messageOf } from './platform/error-message.ts';
import type { Log } from './platform/log.ts';
import { migrateToLatest } from './platform/migrate.ts';
import { loadSample } from './practice/load-sample.ts';

/** How long a start waits for a database that is still coming up. */
const START_TRIES = 30;

export interface PracticeOptions {
  readonly config: Config;
  /** Of the account that owns the tables. */
  readonly connectionString: string;
  readonly clock: Clock;
}

/** A practice's database, up to date, and what writes its journal. */
export interface OpenPractice {
  readonly database: DatabaseHandle;
  readonly key: JournalKey;
  readonly journal: JournalWriter;
  /** Branches of the sample practice that were added, because it was empty. */
  readonly sampleBranches: number;
}

/** The database tells the time of what is written, for all instances; where time is stepped, the clock that is. */
function stampBy(clock: Clock): StampBy {
  return clock === systemClock ? () => null : () => clock.now();
}

/**
 * Brings the database up to date as the owner of its tables, with the sample practice when it is empty, and opens it with the
 * fewer rights that a server needs.
 */
export async function openPractice(options: PracticeOptions, log: Log): Promise<OpenPractice> {
  const { config, connectionString, clock } = options;
  const key = await openJournalKey(config);
  const journal = createJournalWriter({ stampBy: stampBy(clock), key });
  const owner = createDatabase({ connectionString, log, poolSize: 2 });
  try {
    const sampleBranches = await bringUpToDate(owner.db, { config, clock, key, journal, log });
    const hasRole = await grantAppRole(owner.db);
    if (!hasRole) log.warn({}, 'the account of the database may make no roles: triggers alone protect the record');
    const database = createDatabase({ connectionString, log, role: hasRole ? APP_ROLE : null });
    return { database, key, journal, sampleBranches };
  } finally {
    await owner.close();
  }
}

interface Parts extends Pick<OpenPractice, 'key' | 'journal'>, Pick<PracticeOptions, 'config' | 'clock'> {
  readonly log: Log;
}

async function bringUpToDate(db: Db, { config, clock, key, journal, log }: Parts): Promise<number> {
  for (let tries = START_TRIES; ; tries -= 1) {
    try {
      if (clock === systemClock) await requireOneTime(db, clock);
      await migrateToLatest(db);
      await sealJournal(db, key);
      return await loadSample({ db, journal }, config.timeZone);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      if (tries <= 1) throw new Error(`The database does not answer: ${messageOf(error)}`, { cause: error });
      log.warn({ err: error }, 'the database does not answer yet');
      await new Promise((resolve) => setTimeout(resolve, SECOND));
    }
  }
}
