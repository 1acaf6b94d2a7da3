import { CompiledQuery } from 'kysely';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import { keepPrepared } from '../platform/prepared.ts';
import type { SealedFacts } from './seal-facts.ts';

/** The channel that says "the journal has grown"; its payload is empty, what grew is read from the table. */
export const JOURNAL_CHANNEL = 'journal';

/** An answer that is given under a key, to be kept. */
export interface AnswerToKeep {
  readonly actor: string;
  readonly key: string;
  readonly bodyHash: string;
  readonly status: number;
  readonly answer: object;
  readonly at: Instant;
}

/** One statement for any number of facts: each list is one parameter. */
const APPEND = `
  with words as (
    insert into free_text (id, body) select * from unnest($1::uuid[], $2::text[])
  ), head as (
    update journal_head set seq = $3, hash = $4, key_fingerprint = $5 returning pg_notify('${JOURNAL_CHANNEL}', '')
  ), kept as (
    insert into idempotency (actor, key, body_hash, status, answer, created_at)
    select $6::uuid, $7::text, $8::text, $9::int, $10::jsonb, $11::timestamptz where $6 is not null
  )
  insert into fact (seq, kind, branch, at, recorded_at, actor, payload, digests, hash)
  select seq, kind, branch, at, recorded_at, actor, payload::jsonb, digests::jsonb, hash
  from unnest(
    $12::bigint[], $13::text[], $14::text[], $15::timestamptz[], $16::timestamptz[], $17::uuid[], $18::text[], $19::text[],
    $20::bytea[]
  ) as new (seq, kind, branch, at, recorded_at, actor, payload, digests, hash)`;

/**
 * Writes the facts with their texts, moves the journal's head to the last of them, tells whoever listens, and keeps the
 * answer, if any: all in one statement. The head must be held.
 */
export function appendStatement({ rows, texts, fingerprint }: SealedFacts, kept?: AnswerToKeep): CompiledQuery {
  const last = rows.at(-1);
  if (!last) throw new Error('there are no facts to append');
  return keepPrepared(
    CompiledQuery.raw(APPEND, [
      texts.map(({ id }) => id),
      texts.map(({ body }) => body),
      last.seq,
      last.hash,
      fingerprint,
      ...(kept
        ? [kept.actor, kept.key, kept.bodyHash, kept.status, JSON.stringify(kept.answer), toIso(kept.at)]
        : [null, null, null, null, null, null]),
      rows.map(({ seq }) => seq),
      rows.map(({ kind }) => kind),
      rows.map(({ branch }) => branch),
      rows.map(({ at }) => toIso(at.getTime())),
      rows.map(({ recorded_at }) => toIso(recorded_at.getTime())),
      rows.map(({ actor }) => actor),
      rows.map(({ payload }) => JSON.stringify(payload)),
      rows.map(({ digests }) => JSON.stringify(digests)),
      rows.map(({ hash }) => hash),
    ]),
  );
}
