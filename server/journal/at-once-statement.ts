import { CompiledQuery } from 'kysely';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import { keepPrepared } from '../platform/prepared.ts';
import { type AnswerToKeep, JOURNAL_CHANNEL } from './append-statement.ts';
import type { HeldHead, SealedFacts } from './seal-facts.ts';

/** All that a write is, made for a head that is believed to stand. */
export interface WriteAtOnce {
  /** The head that the facts follow. */
  readonly after: HeldHead;
  /** Gives one row, with `may` and `stands`. */
  readonly allow: CompiledQuery;
  readonly sealed: SealedFacts;
  readonly kept: AnswerToKeep;
  /** As the facts' evidence has it. */
  readonly actorName: string | null;
  /** Stamped by a clock that is believed to be the database's; null: by one that is the authority. */
  readonly stampedAt: Instant | null;
  /** An insert that ends with where its rows come from. */
  readonly note: CompiledQuery;
}

const OWN_PARAMETERS = 25;

/** A stamp may be so much older than the database says, and so much younger. */
const STAMP = `$25::timestamptz between now() - interval '500 ms' and now() + interval '50 ms'`;

function textOf(allow: string, note: string): string {
  return `
  with allowed as (${allow}), head as (
    update journal_head set seq = $3, hash = $4
    where epoch = $21::uuid and seq = $22 and hash = $23 and key_fingerprint = $5
      and (select may and stands from allowed)
      and exists (select from actor where id = $6::uuid and name is not distinct from $24)
      and not exists (select from idempotency where actor = $6::uuid and key = $7::text)
      and ($25::timestamptz is null or ${STAMP})
    returning pg_notify('${JOURNAL_CHANNEL}', '')
  ), words as (
    insert into free_text (id, body)
    select id, body from unnest($1::uuid[], $2::text[]) as new (id, body) where exists (select from head)
  ), kept as (
    insert into idempotency (actor, key, body_hash, status, answer, created_at)
    select $6::uuid, $7::text, $8::text, $9::int, $10::jsonb, $11::timestamptz from head
  ), noted as (
    ${note} where exists (select from head)
  ), added as (
    insert into fact (seq, kind, branch, at, recorded_at, actor, payload, digests, hash)
    select seq, kind, branch, at, recorded_at, actor, payload::jsonb, digests::jsonb, hash
    from unnest(
      $12::bigint[], $13::text[], $14::text[], $15::timestamptz[], $16::timestamptz[], $17::uuid[], $18::text[],
      $19::text[], $20::bytea[]
    ) as new (seq, kind, branch, at, recorded_at, actor, payload, digests, hash)
    where exists (select from head)
  )
  select clock_timestamp() as now from head`;
}

const texts = new Map<string, string>();

/** Statements of others within ours: their parameters come behind. */
function joinedText(allow: CompiledQuery, note: CompiledQuery): string {
  const known = texts.get(allow.sql);
  if (known !== undefined) return known;
  const behind = (text: string, places: number) => text.replace(/\$(\d+)/g, (_, place) => `$${Number(place) + places}`);
  const text = textOf(behind(allow.sql, OWN_PARAMETERS), behind(note.sql, OWN_PARAMETERS + allow.parameters.length));
  texts.set(allow.sql, text);
  return text;
}

/**
 * A whole write in one statement, and so in a transaction of its own. Where the head is not the one that it was made for, or
 * the actor may not, or the key was used, it writes nothing and gives no row; it gives the database's time when it has.
 */
export function atOnceStatement(write: WriteAtOnce): CompiledQuery<{ readonly now: Date }> {
  const { after, allow, sealed, kept, actorName, stampedAt, note } = write;
  const { rows, texts: words, fingerprint } = sealed;
  const last = rows.at(-1);
  if (!last) throw new Error('there are no facts to append');
  const parameters = [
    words.map(({ id }) => id),
    words.map(({ body }) => body),
    last.seq,
    last.hash,
    fingerprint,
    kept.actor,
    kept.key,
    kept.bodyHash,
    kept.status,
    JSON.stringify(kept.answer),
    toIso(kept.at),
    rows.map(({ seq }) => seq),
    rows.map(({ kind }) => kind),
    rows.map(({ branch }) => branch),
    rows.map(({ at }) => toIso(at.getTime())),
    rows.map(({ recorded_at }) => toIso(recorded_at.getTime())),
    rows.map(({ actor }) => actor),
    rows.map(({ payload }) => JSON.stringify(payload)),
    rows.map(({ digests }) => JSON.stringify(digests)),
    rows.map(({ hash }) => hash),
    after.epoch,
    after.seq,
    after.hash,
    actorName,
    stampedAt === null ? null : toIso(stampedAt),
    ...allow.parameters,
    ...note.parameters,
  ];
  return keepPrepared(CompiledQuery.raw(joinedText(allow, note), parameters) as CompiledQuery<{ readonly now: Date }>);
}
