import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { isDatabaseAway } from '../platform/database-errors.ts';
import { AppError } from '../platform/errors.ts';
import { lockJournal } from './append.ts';
import type { Head } from './head.ts';
import type { JournalWriter } from './journal-writer.ts';
import { findAnswer, insertAnswer } from './stored-answers.ts';

export interface WriteDeps {
  readonly db: Db;
  readonly journal: JournalWriter;
}

/** One write that its client may send again. */
export interface KeyedWrite {
  readonly actor: string;
  /** Made by the client before its first try. */
  readonly key: string;
  /** Of all that makes two writes the same one: see `hashOf`. */
  readonly bodyHash: string;
}

/** How a write is done. What is kept of the answer holds no names and no texts: they can be erased, a key's answer cannot. */
export interface WriteSteps<Kept extends object, Answer> {
  /** Throws when the actor may not, by the database as it stands until the commit. */
  readonly allow: (trx: Transaction<Database>, arrivedAt: Instant) => Promise<void>;
  /** Decides and appends while the journal is held: nobody writes in between. */
  readonly write: (trx: Transaction<Database>, arrivedAt: Instant, head: Head) => Promise<Kept>;
  /** The whole answer, also when it is given again. */
  readonly answer: (trx: Transaction<Database>, kept: Kept) => Promise<Answer>;
}

export interface Written<Answer> {
  /** 201: stored by this call; 200: an earlier call with the same key stored it. */
  readonly status: 201 | 200;
  readonly answer: Answer;
}

/** A digest of what is written, the same for the same values. */
export function hashOf(content: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/**
 * Writes to the journal in one transaction with the answer to the client's key, and returns only after the commit. The
 * same key with the same content is answered as it was before; with other content it throws `key-reused`. When it
 * throws nothing is stored and the key stays free; only `database-away` may leave that open, and then says so.
 */
export async function writeOnce<Kept extends object, Answer>(
  { db, journal }: WriteDeps,
  keyed: KeyedWrite,
  steps: WriteSteps<Kept, Answer>,
): Promise<Written<Answer>> {
  let committing = false;
  try {
    return await db
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async (trx) => {
        const written = await write(trx, await journal.stampOf(trx), keyed, steps);
        committing = true;
        return written;
      });
  } catch (error) {
    // A connection lost during the commit leaves it open whether the commit took place.
    if (committing && isDatabaseAway(error)) throw outcomeUnknown(error);
    throw error;
  }
}

async function write<Kept extends object, Answer>(
  trx: Transaction<Database>,
  arrivedAt: Instant,
  keyed: KeyedWrite,
  steps: WriteSteps<Kept, Answer>,
): Promise<Written<Answer>> {
  const before = await findWritten(trx, keyed, steps);
  if (before) return before;
  await steps.allow(trx, arrivedAt);
  const head = await lockJournal(trx);
  // Two tries with one key may have come here together; the first has committed by the time the second holds the lock.
  const meanwhile = await findWritten(trx, keyed, steps);
  if (meanwhile) return meanwhile;
  const kept = await steps.write(trx, arrivedAt, head);
  await insertAnswer(trx, { ...keyed, status: 201, answer: kept, at: arrivedAt });
  return { status: 201, answer: await steps.answer(trx, kept) };
}

/** The answer this key had before; throws `key-reused` when it was given for something else. */
async function findWritten<Kept extends object, Answer>(
  trx: Transaction<Database>,
  { actor, key, bodyHash }: KeyedWrite,
  { answer }: WriteSteps<Kept, Answer>,
): Promise<Written<Answer> | null> {
  const stored = await findAnswer(trx, actor, key);
  if (!stored) return null;
  if (stored.bodyHash !== bodyHash) throw new AppError('key-reused');
  return { status: 200, answer: await answer(trx, stored.answer as Kept) };
}

function outcomeUnknown(cause: unknown): AppError {
  return new AppError('database-away', {
    detail:
      'The database went away while this was being saved, so we cannot tell whether it was. Send it again with the ' +
      'same Idempotency-Key: it is never stored twice.',
    cause,
  });
}
