import { type Kysely, sql } from 'kysely';
import type { TellingKept } from '../../shared/follow/decide-announcement.ts';
import type { Standing } from '../../shared/follow/standing.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { ViewPosition } from '../../shared/wire/position.ts';
import type { Database, Db } from '../platform/database.types.ts';

/** What is kept between looks, and which look left it. */
export interface TellingRow {
  readonly version: number;
  readonly epoch: string | null;
  readonly position: ViewPosition | null;
  readonly kept: TellingKept | null;
  /** Of the last announcement; 0 before the first. */
  readonly n: number;
}

export interface Turn {
  readonly version: number;
  /** Of the journal, as the database has it now. */
  readonly epoch: string;
}

/** Takes the telling in hand until a time, or keeps it; null: another process has it. */
export async function takeTurn(db: Db, teller: string, now: Instant, until: Instant): Promise<Turn | null> {
  const { rows } = await sql<Turn>`
    update telling set teller = ${teller}, teller_until = ${new Date(until)}
    from journal_head
    where teller = ${teller} or teller is null or teller_until <= ${new Date(now)}
    returning telling.version, journal_head.epoch`.execute(db);
  return rows[0] ?? null;
}

/** The same without a word, for who has it for some time yet; null: it was taken by another process. */
export async function readTurn(db: Db, teller: string): Promise<Turn | null> {
  const row = await db
    .selectFrom(['telling', 'journal_head'])
    .select(['telling.version', 'journal_head.epoch'])
    .where('teller', '=', teller)
    .executeTakeFirst();
  return row ?? null;
}

/** Somebody else may tell at once. */
export async function leaveTurn(db: Db, teller: string): Promise<void> {
  await db.updateTable('telling').set({ teller: null, teller_until: null }).where('teller', '=', teller).execute();
}

export async function readTelling(db: Db): Promise<TellingRow> {
  const row = await db
    .selectFrom('telling')
    .select((eb) => [
      'version',
      'epoch',
      'seq',
      'edge',
      'state',
      eb
        .selectFrom('announcement')
        .select(({ fn }) => fn.max('n').as('n'))
        .as('n'),
    ])
    .executeTakeFirstOrThrow();
  const { version, epoch, seq, edge, state, n } = row;
  const position = seq === null || edge === null ? null : { seq, edge: edge.getTime() };
  return { version, epoch, position, kept: state as TellingKept | null, n: n ?? 0 };
}

/** What a look leaves. */
export interface LeftByLook {
  readonly epoch: string;
  readonly position: ViewPosition;
  readonly kept: TellingKept;
}

/** Throws when another process tells, or another look was made since `version`. */
export async function keepTelling(
  db: Kysely<Database>,
  teller: string,
  version: number,
  { epoch, position, kept }: LeftByLook,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('telling')
    .set({
      version: version + 1,
      epoch,
      seq: position.seq,
      edge: new Date(position.edge),
      state: JSON.stringify(kept),
    })
    .where('version', '=', version)
    .where('teller', '=', teller)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error('another process tells those who follow');
}

export async function insertAnnouncement(
  db: Kysely<Database>,
  n: number,
  at: Instant,
  standing: Standing,
): Promise<void> {
  await db
    .insertInto('announcement')
    .values({ n, at: new Date(at), standing: JSON.stringify(standing) })
    .execute();
}

/** What stood after an announcement, or after the last one before it. */
export async function readStanding(db: Db, n: number): Promise<Standing> {
  const row = await db
    .selectFrom('announcement')
    .select('standing')
    .where('n', '<=', n)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (row?.standing as Standing | undefined) ?? { trouble: {}, planned: {} };
}
