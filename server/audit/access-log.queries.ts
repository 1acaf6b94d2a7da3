import { CompiledQuery, type Insertable, type Kysely, sql } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import { keepPrepared } from '../platform/prepared.ts';
import type { AccessLogTable } from './access-log.table.ts';

export async function insertAccess(db: Kysely<Database>, row: Insertable<AccessLogTable>): Promise<void> {
  await db.insertInto('access_log').values(row).execute();
}

const ADD = `
  insert into access_log (id, at, event, outcome, actor, subject, address, device, network, detail)
  select id, at, event, outcome, actor, subject, address, device, network, detail
  from jsonb_to_recordset($1::jsonb) as given (id uuid, at timestamptz, event text, outcome text, actor uuid,
    subject uuid, address text, device text, network text, detail jsonb)`;

/** One statement for any number of rows, to be sent with others. */
export function accessStatement(rows: readonly Insertable<AccessLogTable>[]): CompiledQuery {
  const given = JSON.stringify(rows.map(({ detail, ...row }) => ({ ...row, detail: JSON.parse(detail) as object })));
  return keepPrepared(CompiledQuery.raw(ADD, [given]));
}

export interface RefusalLimits {
  /** Kept one by one in a minute, of one network. */
  readonly ofNetwork: number;
  /** Kept one by one in a minute, of all networks. */
  readonly ofAll: number;
  /** Networks that have a count of their own in a minute. */
  readonly networks: number;
}

/** Keeps a refusal, or counts it where its minute has so many already. */
export async function insertBoundedRefusal(
  db: Kysely<Database>,
  row: Omit<Insertable<AccessLogTable>, 'network'> & { readonly network: string },
  minute: Date,
  { ofNetwork, ofAll, networks }: RefusalLimits,
): Promise<void> {
  const { id, at, event, outcome, actor, subject, address, device, network, detail } = row;
  await sql`
    with told as (
      select count(*) as of_all, count(*) filter (where network = ${network}) as of_network
      from access_log where network is not null and at >= ${minute}
    ), kept as (
      insert into access_log (id, at, event, outcome, actor, subject, address, device, network, detail)
      select ${id}::uuid, ${at}::timestamptz, ${event}::text, ${outcome}::text, ${actor}::uuid, ${subject}::uuid,
        ${address}::text, ${device}::text, ${network}::text, ${detail}::jsonb
      from told where of_all < ${ofAll}::int and of_network < ${ofNetwork}::int
      returning id
    ), counted as (select network from refusal_count where at = ${minute})
    insert into refusal_count as count (id, at, network, refusals)
    select gen_random_uuid(), ${minute}::timestamptz, case
      when ${network}::text in (select network from counted) or (select count(*) from counted) < ${networks}::int
      then ${network}::text else '' end, 1
    where not exists (select from kept)
    on conflict (at, network) do update set refusals = count.refusals + 1`.execute(db);
}

/** A note with the names of whom it tells of, as actors have them; they stay when the people go. */
export interface NamedNote {
  readonly at: Date;
  readonly event: string;
  readonly outcome: string;
  readonly actor: string | null;
  readonly actorName: string | null;
  readonly subject: string | null;
  readonly subjectName: string | null;
  readonly detail: object;
}

/** What was noted of these events up to a moment, oldest first. */
export async function readNotes(db: Kysely<Database>, events: readonly string[], to: Instant): Promise<NamedNote[]> {
  return db
    .selectFrom('access_log')
    .leftJoin('actor as doer', 'doer.id', 'access_log.actor')
    .leftJoin('actor as about', 'about.id', 'access_log.subject')
    .select(['access_log.at', 'access_log.event', 'access_log.outcome', 'access_log.actor', 'access_log.subject'])
    .select(['access_log.detail', 'doer.name as actorName', 'about.name as subjectName'])
    .where('access_log.event', 'in', events)
    .where('access_log.at', '<', new Date(to))
    .orderBy('access_log.at')
    .orderBy('access_log.id')
    .execute();
}

/** A line of the record; `refusals` counts what was not kept one by one. */
export interface RecordRow {
  readonly id: string;
  readonly at: Date;
  readonly event: string;
  readonly outcome: string;
  readonly actor: string | null;
  readonly actorName: string | null;
  readonly subjectName: string | null;
  readonly address: string | null;
  readonly device: string | null;
  readonly detail: object;
  readonly refusals: number | null;
}

export interface RecordChoice {
  readonly person: string | null;
  /** null: all. */
  readonly events: readonly string[] | null;
  readonly outcome: 'done' | 'refused' | null;
  readonly refusedOutcomes: readonly string[];
  readonly from: Date | null;
  readonly to: Date | null;
  /** The line before the first. */
  readonly after: { readonly at: Date; readonly id: string } | null;
  readonly limit: number;
}

/** Newest first. Each part walks down its own index and stops at the limit, however long the record is. */
export async function readRecord(db: Kysely<Database>, choice: RecordChoice): Promise<RecordRow[]> {
  const { person, events, outcome, refusedOutcomes, from, to, after, limit } = choice;
  const isRefusal = sql<boolean>`(event = 'refusal' or outcome = any(${[...refusedOutcomes]}::text[]))`;
  const within = sql`${from === null ? sql`true` : sql`at >= ${from}`} and ${to === null ? sql`true` : sql`at < ${to}`}
    and ${after === null ? sql`true` : sql`(at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`}`;
  const hasCounts = person === null && outcome !== 'done' && (events === null || events.includes('refusal'));
  const lines = sql`(
    select id, at, event, outcome, actor, subject, address, device, detail, null::int as refusals from access_log
    where ${within}
      and ${person === null ? sql`true` : sql`(actor = ${person}::uuid or subject = ${person}::uuid)`}
      and ${events === null ? sql`true` : sql`event = any(${[...events]}::text[])`}
      and ${outcome === null ? sql`true` : outcome === 'refused' ? isRefusal : sql`not ${isRefusal}`}
    order by at desc, id desc limit ${limit})`;
  const counts = sql`(
    select id, at, 'refusal', 'flood', null::uuid, null::uuid, nullif(network, ''), null, '{}'::jsonb, refusals
    from refusal_count where ${within} order by at desc, id desc limit ${limit})`;
  const { rows } = await sql<RecordRow>`
    select line.id, line.at, line.event, line.outcome, line.actor, line.address, line.device, line.detail, line.refusals,
      ${nameOf('actor')} as "actorName", ${nameOf('subject')} as "subjectName"
    from (${hasCounts ? sql`${lines} union all ${counts}` : lines}) as line
    order by line.at desc, line.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Of a person or a token as the actor has it; of a wallboard or a sender, which may be gone, as it was let in. */
function nameOf(column: 'actor' | 'subject') {
  const id = sql.ref(`line.${column}`);
  return sql<string | null>`coalesce((select name from actor where actor.id = ${id}), (
    select coalesce(first.detail ->> 'name', first.detail ->> 'branch') from access_log as first
    where first.subject = ${id} and first.outcome in ('paired', 'issued') limit 1))`;
}

export interface NamedActor {
  readonly id: string;
  readonly name: string;
  readonly left: boolean;
}

/** Everybody who ever had an account, and every token, by the names that were not erased. */
export async function readNamedActors(db: Kysely<Database>, now: Instant): Promise<NamedActor[]> {
  const { rows } = await sql<NamedActor>`
    select id, name, ${isStillHere(now)} is not true as left from actor
    where kind <> 'system' and name is not null order by name, id`.execute(db);
  return rows;
}

/** Of an actor: they may sign in, or the token works. */
export function isStillHere(now: Instant) {
  return sql<boolean>`(exists (select from person where person.id = actor.id)
    or exists (select from api_token where api_token.actor = actor.id and revoked_at is null
      and (expires_at is null or expires_at > ${new Date(now)})))`;
}

/** How many lines went that are older than so many days; at least 180, whatever is asked. */
export async function forgetLines(
  db: Kysely<Database>,
  { now, days, most }: { readonly now: Instant; readonly days: number; readonly most: number },
): Promise<number> {
  const { rows } = await sql<{ readonly gone: number }>`
    select forget_access(${new Date(now)}, ${days}, ${most}) as gone`.execute(db);
  return rows[0]?.gone ?? 0;
}
