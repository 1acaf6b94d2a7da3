import { sql } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import { type Ask, ask } from '../platform/ask.ts';
import type { Db } from '../platform/database.types.ts';
import { keepPrepared } from '../platform/prepared.ts';
import { sqlTime } from './stamp.ts';

/** An answer that was given under a key. */
export interface StoredAnswer {
  readonly bodyHash: string;
  readonly answer: unknown;
}

/** What is known of a write when it comes. */
export interface ComingWrite {
  readonly arrivedAt: Instant;
  /** Of the actor; null also when the actor has none. */
  readonly name: string | null;
  /** What was answered under this key before. */
  readonly stored: StoredAnswer | null;
}

interface Row {
  readonly now: Date;
  readonly name: string | null;
  readonly body_hash: string | null;
  readonly answer: unknown;
}

export function askOfWrite(db: Db, actor: string, key: string, time: Instant | null): Ask<ComingWrite> {
  const query = sql<Row>`
    select ${sqlTime(time)} as now, actor.name, kept.body_hash, kept.answer
    from (select ${actor}::uuid as id, ${key}::text as key) as given
    left join actor on actor.id = given.id
    left join idempotency as kept on kept.actor = given.id and kept.key = given.key`.compile(db);
  return ask(keepPrepared(query), ([row]) => {
    if (!row) throw new Error('the database did not tell the time');
    const { now, name, body_hash: bodyHash, answer } = row;
    return { arrivedAt: now.getTime(), name, stored: bodyHash === null ? null : { bodyHash, answer } };
  });
}
