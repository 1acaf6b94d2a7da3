import { type RawBuilder, sql } from 'kysely';
import type { Erased, TextField } from '../../shared/facts/erasure.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Branch } from '../../shared/practice/branch.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Db } from '../platform/database.types.ts';
import { keepPrepared } from '../platform/prepared.ts';
import { toFact } from './fact-row.ts';
import type { Texts } from './fact-texts.ts';
import type { FactRow } from './fact.table.ts';
import type { Head } from './head.ts';

const TIMELINE_BATCH = 1_000;

export interface TimelinePage {
  /** Facts at most. */
  readonly limit: number;
  /** Only facts below this seq. */
  readonly before?: number;
}

export function readHead(db: Db): Promise<Head> {
  return db.selectFrom('journal_head').select(['epoch', 'seq']).executeTakeFirstOrThrow();
}

/** A head with its evidence, hexadecimal, and whose key made it. */
export interface SealedHead extends Head {
  readonly hash: string | null;
  readonly fingerprint: string | null;
}

export function readSealedHead(db: Db): Promise<SealedHead> {
  return db
    .selectFrom('journal_head')
    .select(['epoch', 'seq', sql<string | null>`encode(hash, 'hex')`.as('hash'), 'key_fingerprint as fingerprint'])
    .executeTakeFirstOrThrow();
}

/** A head, and what stands where the reader does. */
export interface SeenHead extends Head {
  /** Hexadecimal evidence of the last fact; null when there is none. */
  readonly hash: string | null;
  /** Of the fact at the reader's own seq. */
  readonly hashThere: string | null;
  /** The database's time. */
  readonly now: Instant;
}

/** The head, as seen by somebody who has read up to `seq`. */
export async function readHeadFrom(db: Db, seq: number): Promise<SeenHead> {
  const query = db
    .selectFrom('journal_head')
    .select((eb) => [
      'epoch',
      'seq',
      sql<string | null>`encode(hash, 'hex')`.as('hash'),
      eb
        .selectFrom('fact')
        .select(sql<string | null>`encode(hash, 'hex')`.as('hash'))
        .where('seq', '=', seq)
        .as('hashThere'),
      sql<Date>`clock_timestamp()`.as('now'),
    ]);
  const [row] = (await db.executeQuery(keepPrepared(query.compile()))).rows;
  if (!row) throw new Error('the journal has no head');
  const { now, ...head } = row;
  return { ...head, now: now.getTime() };
}

/** The facts that follow `seq`, in the journal's order. */
export async function readFactsAfter(db: Db, seq: number, limit: number): Promise<readonly Fact[]> {
  const next = selectFacts(db).where('fact.seq', '=', seq + 1);
  const query =
    limit === 1
      ? keepPrepared(next.compile())
      : selectFacts(db).where('fact.seq', '>', seq).orderBy('fact.seq').limit(limit).compile();
  return (await db.executeQuery(query)).rows.map(toFact);
}

/**
 * The facts that concern a branch, newest first, in batches: a reader that is slow holds one batch, not the whole
 * answer. They are those about it, those of incidents that are or were about it, and those about the notice and the
 * alert state of the whole practice.
 */
export async function* readTimeline(
  db: Db,
  branch: string,
  { limit, before }: TimelinePage,
): AsyncGenerator<readonly Fact[], void, void> {
  const incidents = await findIncidentsAbout(db, branch);
  let below = before ?? Number.MAX_SAFE_INTEGER;
  for (let left = limit; left > 0; ) {
    const size = Math.min(left, TIMELINE_BATCH);
    const rows = await selectFacts(db)
      .where('fact.seq', 'in', seqsOfTimeline(branch, incidents, below, size))
      .orderBy('fact.seq', 'desc')
      .execute();
    if (rows.length > 0) yield rows.map(toFact);
    if (rows.length < size) return;
    left -= size;
    below = rows.at(-1)?.seq ?? 0;
  }
}

async function findIncidentsAbout(db: Db, branch: string): Promise<readonly number[]> {
  const { rows } = await sql<{ readonly incident: number }>`
    select distinct (payload ->> 'incident')::bigint as incident
    from fact
    where kind = 'incident' and payload -> 'branches' @> to_jsonb(${branch}::text)`.execute(db);
  return rows.map(({ incident }) => incident);
}

/** Three walks down an index each, of which the newest `size` are taken: a page costs the same however long the journal is. */
function seqsOfTimeline(branch: string, incidents: readonly number[], below: number, size: number) {
  return sql<number>`(
    select seq from (
      (select seq from fact where branch = ${branch} and seq < ${below} order by seq desc limit ${size})
      union all
      (
        select said.seq
        from unnest(${[...incidents]}::bigint[]) as about (incident)
        cross join lateral (
          select seq from fact
          where kind in ('incident', 'check') and (payload ->> 'incident')::bigint = about.incident and seq < ${below}
          order by seq desc limit ${size}
        ) as said
      )
      union all
      (
        select seq from fact
        where branch is null and kind in ('notice', 'alert', 'check') and seq < ${below}
          and payload ->> 'incident' is null
          and (kind <> 'notice' or payload -> 'branches' in ('[]', 'null') or payload -> 'branches' @> to_jsonb(${branch}::text))
        order by seq desc limit ${size}
      )
    ) as found
    order by seq desc limit ${size})`;
}

/** The branch as it was set up before `seq`; null when it was not. */
export async function readBranchBefore(db: Db, slug: string, seq: number): Promise<Branch | null> {
  const row = await selectFacts(db)
    .where('fact.branch', '=', slug)
    .where('fact.kind', '=', 'branch')
    .where('fact.seq', '<', seq)
    .orderBy('fact.seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const fact = row && toFact(row);
  return fact?.kind === 'branch' ? fact.branch : null;
}

/** Facts, of the journal or of `from`, with the names and texts they have at this time; rows for `toFact`. */
export function selectFacts(db: Db, from: RawBuilder<FactRow> = sql<FactRow>`fact`) {
  return db
    .selectFrom(from.as('fact'))
    .innerJoin('actor', 'actor.id', 'fact.actor')
    .select([
      'fact.seq',
      'fact.kind',
      'fact.branch',
      'fact.at',
      'fact.recorded_at',
      'fact.actor',
      'fact.payload',
      'actor.name as actor_name',
      // A look-up for each text: joined, every one of them would be read where few are wanted.
      sql<Texts | null>`(
        select jsonb_object_agg(field.key, (select body from free_text where id = field.value::uuid))
        from (
          select key, value from jsonb_each_text(fact.payload -> 'texts')
          union all select 'message', fact.payload ->> 'messageText' where fact.payload ? 'messageText'
          union all select 'note', fact.payload ->> 'noteText' where fact.payload ? 'noteText'
        ) as field
      )`.as('texts'),
    ]);
}

/** Which texts of these facts were erased, when and by whom. */
export async function readErased(
  db: Db,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, ReadonlyMap<TextField, Erased>>> {
  const found = new Map<number, Map<TextField, Erased>>();
  const { rows } = await sql<{ target: number; fields: readonly TextField[]; at: Date; by: string | null }>`
    select (payload ->> 'target')::bigint as target, payload -> 'fields' as fields, recorded_at as at, actor.name as by
    from fact join actor on actor.id = fact.actor
    where fact.kind = 'erasure' and (payload ->> 'target')::bigint = any(${[...seqs]}::bigint[])
    order by fact.seq`.execute(db);
  for (const { target, fields, at, by } of rows) {
    const known = found.get(target) ?? new Map<TextField, Erased>();
    for (const field of fields) known.set(field, { at: at.getTime(), by });
    found.set(target, known);
  }
  return found;
}
