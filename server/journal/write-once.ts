import { createHash } from 'node:crypto';
import type { CompiledQuery, Transaction } from 'kysely';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { type Ask, askTogether, executeLast, OutcomeUnknown } from '../platform/ask.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { isDatabaseAway } from '../platform/database-errors.ts';
import { AppError } from '../platform/errors.ts';
import { askForHead } from './append.ts';
import { appendStatement } from './append-statement.ts';
import { atOnceStatement } from './at-once-statement.ts';
import type { NewFact } from './fact-row.ts';
import type { Head } from './head.ts';
import type { JournalWriter } from './journal-writer.ts';
import { askOfWrite } from './stored-answers.ts';

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

/** When and where a write is decided, and what was read for it. */
export interface WriteMoment<Found> {
  readonly trx: Transaction<Database>;
  readonly arrivedAt: Instant;
  readonly head: Head;
  readonly found: Found;
}

/** Facts to be appended, and what is kept of the answer: no names and no texts, which can be erased, a key's answer cannot. */
export interface Write<Kept extends object> {
  readonly facts: readonly NewFact[];
  readonly recordedAt: Instant;
  readonly toKept: (facts: readonly Fact[]) => Kept;
}

/** When a write is decided before the database was asked. */
export interface ForeseenMoment {
  readonly arrivedAt: Instant;
  /** Believed to stand. */
  readonly head: Head;
  /** The last facts up to it, without a gap. */
  readonly news: readonly Fact[];
}

export interface ForeseenWrite<Kept extends object, Answer> extends Write<Kept> {
  /** Of the actor. */
  readonly name: string | null;
  /** The whole answer; null: more must be read for it. */
  readonly answer: (kept: Kept) => Answer | null;
}

/** What is noted of facts beside the journal. */
export type NoteOf = (facts: readonly Fact[], arrivedAt: Instant) => CompiledQuery;

/**
 * How a write is done. What is asked for it goes to the database together. `time` is what it is stamped with; null: when the
 * transaction began.
 */
export interface WriteSteps<Found, Kept extends object, Answer> {
  /** Decides by memory alone; null: it cannot. Absent: it never can. */
  readonly foresee?: (moment: ForeseenMoment) => ForeseenWrite<Kept, Answer> | null;
  /** Its answer throws when the actor may not, by the database as it stands until the commit. */
  readonly allow: (time: Instant | null) => Ask<void>;
  /** Asked while the journal is held; null: nothing is, and `found` is undefined. */
  readonly find: (() => Ask<Found>) | null;
  /** Decides while the journal is held: nobody writes in between. */
  readonly write: (moment: WriteMoment<Found>) => Write<Kept> | Promise<Write<Kept>>;
  /** Goes into the database with the facts, or not at all. */
  readonly note: NoteOf;
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
export async function writeOnce<Found, Kept extends object, Answer>(
  { db, journal }: WriteDeps,
  keyed: KeyedWrite,
  steps: WriteSteps<Found, Kept, Answer>,
): Promise<Written<Answer>> {
  try {
    const foreseen = await writeForeseen(db, journal, keyed, steps);
    if (foreseen) return foreseen;
    return await db
      .transaction()
      .setIsolationLevel('read committed')
      .execute((trx) => write(trx, { db, journal }, keyed, steps));
  } catch (error) {
    // A connection lost during the commit leaves it open whether the commit took place.
    if (error instanceof OutcomeUnknown && isDatabaseAway(error)) throw outcomeUnknown(error);
    throw error;
  }
}

async function write<Found, Kept extends object, Answer>(
  trx: Transaction<Database>,
  { db, journal }: WriteDeps,
  { actor, key, bodyHash }: KeyedWrite,
  steps: WriteSteps<Found, Kept, Answer>,
): Promise<Written<Answer>> {
  const time = journal.stampBy();
  // Each statement sees what was committed before it: what is asked behind the head is what stands while it is held.
  const [allowed, head, coming, found] = await askTogether(trx, [
    steps.allow(time),
    askForHead(),
    askOfWrite(trx, actor, key, time),
    ...(steps.find ? [steps.find()] : []),
  ]);
  const { arrivedAt, name, stored } = coming();
  if (stored) {
    if (stored.bodyHash !== bodyHash) throw new AppError('key-reused');
    return { status: 200, answer: await steps.answer(trx, stored.answer as Kept) };
  }
  allowed();
  const held = head();
  const { facts, recordedAt, toKept } = await steps.write({ trx, arrivedAt, head: held, found: found?.() as Found });
  requireOwn(facts, actor);
  const sealed = journal.seal(facts, { head: held, names: new Map([[actor, name]]), recordedAt });
  const kept = toKept(sealed.facts);
  const answer = await steps.answer(trx, kept);
  const toKeep = { actor, key, bodyHash, status: 201, answer: kept, at: arrivedAt };
  await executeLast(trx, [steps.note(sealed.facts, arrivedAt), appendStatement(sealed, toKeep)]);
  journal.atOnce.left(db, held, sealed, arrivedAt);
  return { status: 201, answer };
}

/** In one statement, for the head that this process left. null: it was not written, and the head must be held for it. */
async function writeForeseen<Found, Kept extends object, Answer>(
  db: Db,
  journal: JournalWriter,
  { actor, key, bodyHash }: KeyedWrite,
  { foresee, allow, note }: WriteSteps<Found, Kept, Answer>,
): Promise<Written<Answer> | null> {
  if (!foresee) return null;
  return journal.atOnce.write<Written<Answer>>(db, ({ head, facts: news }, arrivedAt) => {
    const write = foresee({ arrivedAt, head, news });
    if (!write) return null;
    const { facts, recordedAt, toKept, name } = write;
    requireOwn(facts, actor);
    const sealed = journal.seal(facts, { head, names: new Map([[actor, name]]), recordedAt });
    const kept = toKept(sealed.facts);
    const answer = write.answer(kept);
    if (answer === null) return null;
    const time = journal.stampBy();
    const query = atOnceStatement({
      after: head,
      allow: allow(time).query,
      sealed,
      kept: { actor, key, bodyHash, status: 201, answer: kept, at: arrivedAt },
      actorName: name,
      stampedAt: time === null ? arrivedAt : null,
      note: note(sealed.facts, arrivedAt),
    });
    return { sealed, query, result: { status: 201, answer } };
  });
}

function requireOwn(facts: readonly NewFact[], actor: string): void {
  if (facts.some((fact) => fact.actor !== actor)) throw new Error('somebody else speaks in a write than whose it is');
}

function outcomeUnknown(cause: unknown): AppError {
  return new AppError('database-away', {
    detail:
      'The database went away while this was being saved, so we cannot tell whether it was. Send it again with the ' +
      'same Idempotency-Key: it is never stored twice.',
    cause,
  });
}
