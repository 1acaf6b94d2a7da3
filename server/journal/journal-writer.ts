import type { Transaction } from 'kysely';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { appendFacts } from './append.ts';
import type { NewFact } from './fact-row.ts';
import type { JournalKey } from './journal-key.ts';
import { type Place, type SealedFacts, sealFacts } from './seal-facts.ts';
import { databaseTime, type StampBy } from './stamp.ts';
import { type AtOnce, createAtOnce } from './write-at-once.ts';

/** What a verb writes facts with. */
export interface JournalWriter {
  readonly stampBy: StampBy;
  /** The time by which facts are stamped that are written to it. */
  stampOf(db: Db): Promise<Instant>;
  /**
   * Appends the facts in their order and returns them as the journal took them. It holds the journal's head until the
   * transaction ends, so call it as one of the last things before the commit.
   */
  append(trx: Transaction<Database>, facts: readonly NewFact[], recordedAt: Instant): Promise<readonly Fact[]>;
  /** The facts as they are to be written by whoever holds the head. */
  seal(facts: readonly NewFact[], place: Place): SealedFacts;
  /** For whoever can decide without holding the head. */
  readonly atOnce: AtOnce;
}

export interface JournalWriterDeps {
  readonly stampBy: StampBy;
  readonly key: JournalKey;
}

export function createJournalWriter({ stampBy, key }: JournalWriterDeps): JournalWriter {
  return {
    stampBy,
    stampOf: async (db) => stampBy() ?? databaseTime(db),
    append: (trx, facts, recordedAt) => appendFacts(trx, key, facts, recordedAt),
    seal: (facts, place) => sealFacts(key, facts, place),
    atOnce: createAtOnce(stampBy),
  };
}
