import type { Transaction } from 'kysely';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { SenderTokens } from '../access/sender-tokens.ts';
import { lockJournal } from '../journal/append.ts';
import type { NewFact } from '../journal/fact-row.ts';
import type { Head } from '../journal/head.ts';
import type { JournalWriter } from '../journal/journal-writer.ts';
import { readFactsAfter } from '../journal/read.ts';
import type { Database, Db } from '../platform/database.types.ts';
import {
  keepPass,
  type LeftByPass,
  type LockedRow,
  type PassRow,
  readPassRow,
  readState,
  tryLockPasses,
} from './watch.queries.ts';

/** One transaction of a pass. */
export interface PassTransaction {
  tryLock(): Promise<LockedRow | null>;
  factsAfter(seq: number, limit: number): Promise<readonly Fact[]>;
  lockJournal(): Promise<Head>;
  stamp(): Promise<Instant>;
  append(facts: readonly NewFact[], at: Instant): Promise<readonly Fact[]>;
  keep(version: number, left: LeftByPass): Promise<void>;
}

/** What passes need of the database. */
export interface PassStore {
  /** Branches whose senders may beat; null among them: the canary. */
  sources(): Promise<ReadonlySet<string | null>>;
  readRow(): Promise<PassRow>;
  readState(): Promise<{ readonly changed: number; readonly state: unknown }>;
  /** All that `work` does comes to be, or nothing of it. */
  inTransaction<T>(work: (trx: PassTransaction) => Promise<T>): Promise<T>;
}

function inDatabase(trx: Transaction<Database>, journal: JournalWriter): PassTransaction {
  return {
    tryLock: () => tryLockPasses(trx),
    factsAfter: (seq, limit) => readFactsAfter(trx, seq, limit),
    lockJournal: () => lockJournal(trx),
    stamp: () => journal.stampOf(trx),
    append: (facts, at) => journal.append(trx, facts, at),
    keep: (version, left) => keepPass(trx, version, left),
  };
}

export function passStoreOf(db: Db, journal: JournalWriter, senders: Pick<SenderTokens, 'sources'>): PassStore {
  return {
    sources: () => senders.sources(),
    readRow: () => readPassRow(db),
    readState: () => readState(db),
    inTransaction: (work) =>
      db
        .transaction()
        .setIsolationLevel('read committed')
        .execute((trx) => work(inDatabase(trx, journal))),
  };
}
