import type { Transaction } from 'kysely';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import { appendFacts } from './append.ts';
import type { NewFact } from './fact-row.ts';
import type { JournalKey } from './journal-key.ts';
import type { StampOf } from './stamp.ts';

/** What a verb writes facts with. */
export interface JournalWriter {
  /** The time by which facts are stamped. */
  readonly stampOf: StampOf;
  /**
   * Appends the facts in their order and returns them as the journal took them. It holds the journal's head until the
   * transaction ends, so call it as one of the last things before the commit.
   */
  append(trx: Transaction<Database>, facts: readonly NewFact[], recordedAt: Instant): Promise<readonly Fact[]>;
}

export interface JournalWriterDeps {
  readonly stampOf: StampOf;
  readonly key: JournalKey;
}

export function createJournalWriter({ stampOf, key }: JournalWriterDeps): JournalWriter {
  return { stampOf, append: (trx, facts, recordedAt) => appendFacts(trx, key, facts, recordedAt) };
}
