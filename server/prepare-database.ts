import { SECOND } from '../shared/practice/instant.ts';
import type { JournalKey } from './journal/journal-key.ts';
import type { JournalWriter } from './journal/journal-writer.ts';
import { requireOneTime } from './journal/require-one-time.ts';
import { sealJournal } from './journal/seal.ts';
import { databaseTime, type StampOf } from './journal/stamp.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { DatabaseHandle } from './platform/database.ts';
import { isDatabaseAway } from './platform/database-errors.ts';
import { messageOf } from './platform/error-message.ts';
import type { Log } from './platform/log.ts';
import { migrateToLatest } from './platform/migrate.ts';
import { loadSample } from './practice/load-sample.ts';

/** How long a start waits for a database that is still coming up. */
const START_TRIES = 30;

/** The database tells the time of what is written, for all instances; where time is stepped, the clock that is. */
export function stampBy(clock: Clock): StampOf {
  return clock === systemClock ? databaseTime : async () => clock.now();
}

export interface PrepareOptions {
  readonly key: JournalKey;
  readonly journal: JournalWriter;
  readonly clock: Clock;
  /** Of the sample practice. */
  readonly timeZone: string;
  readonly log: Log;
}

/** Brings the database up to date, with the sample practice when it is empty; gives the branches that were added. */
export async function prepareDatabase(
  { db }: DatabaseHandle,
  { key, journal, clock, timeZone, log }: PrepareOptions,
): Promise<number> {
  for (let tries = START_TRIES; ; tries -= 1) {
    try {
      if (clock === systemClock) await requireOneTime(db, clock);
      await migrateToLatest(db);
      await sealJournal(db, key);
      return await loadSample({ db, journal }, timeZone);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      if (tries <= 1) throw new Error(`The database does not answer: ${messageOf(error)}`, { cause: error });
      log.warn({ err: error }, 'the database does not answer yet');
      await new Promise((resolve) => setTimeout(resolve, SECOND));
    }
  }
}
