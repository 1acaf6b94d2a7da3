import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadBoard } from '../../server/board/load-board.ts';
import { readHead } from '../../server/journal/read.ts';
import type { Db } from '../../server/platform/database.types.ts';
import { createSteppedClock } from '../../server/platform/stepped-clock.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import { type Asked, countStatements } from '../support/asked-statements.ts';
import { createDatabaseLink } from '../support/database-link.ts';
import { append, openDatabase, openJournal } from '../support/journal.ts';
import { createReportApp, NINE, NOTHING_KNOWN } from '../support/report-app.ts';
import { aReport } from '../support/sample-facts.ts';

const DOWN = { it: { internet: 'down' }, note: 'Line dead.' } as const;

/** An app whose every statement to its database is counted, connected and with its statements prepared. */
async function countedApp() {
  let known = NOTHING_KNOWN;
  const app = await createReportApp({ known: () => known });
  known = { ...known, epoch: (await readHead(app.database.db)).epoch };
  const counter = countStatements(app.link);
  const first = await app.report(DOWN);
  expect(first.statusCode).toBe(201);
  return { ...app, counter, seen: { 'if-match': first.headers.etag as string } };
}

/** Names who asks; begins; asks for the right, the head, the key and what was said; notes it; writes all; commits. */
const OF_A_REPORT: Asked = { statements: 9, waits: 3 };

describe('of the database', () => {
  test('a report asks nine things and waits for it three times', async () => {
    const { report, counter, seen } = await countedApp();
    counter.restart();
    expect((await report({ ...DOWN, it: { internet: 'working' } }, seen)).statusCode).toBe(201);
    expect(counter.asked()).toEqual(OF_A_REPORT);
  });

  test('a report that comes again, or is refused, asks no more than one that is stored', async () => {
    const { report, counter } = await countedApp();
    counter.restart();
    expect((await report(DOWN, { 'idempotency-key': 'key-1' })).statusCode).toBe(200);
    expect(counter.asked().statements).toBeLessThanOrEqual(OF_A_REPORT.statements);
    counter.restart();
    expect((await report({ confirm: true })).statusCode).toBe(412);
    expect(counter.asked().statements).toBeLessThanOrEqual(OF_A_REPORT.statements);
    expect(counter.asked().waits).toBeLessThanOrEqual(OF_A_REPORT.waits);
  });
});

const FACTS = 8_000;
/** They grow with every report. */
const GROWING = ['fact', 'free_text', 'idempotency'];

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}

function scansOf(plan: Plan): readonly string[] {
  const isScan = plan['Node Type'] === 'Seq Scan' && GROWING.includes(plan['Relation Name'] ?? '');
  return [...(isScan ? [plan['Relation Name'] ?? ''] : []), ...(plan.Plans ?? []).flatMap(scansOf)];
}

/** Tables that the statement reads from their beginning to their end, whatever the values are that it is given. */
async function readsWhole(db: Db, text: string): Promise<readonly string[]> {
  const explain = sql<{
    readonly 'QUERY PLAN': readonly { readonly Plan: Plan }[];
  }>`${sql.raw(`explain (generic_plan, format json) ${text}`)}`;
  const { rows } = await explain.execute(db);
  return rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan: plan }) => scansOf(plan)));
}

function isExplained(text: string): boolean {
  return /^\s*(select|with|insert|update|delete)\b/i.test(text);
}

async function expectIndexes(db: Db, texts: readonly string[]): Promise<void> {
  const explained = texts.filter(isExplained);
  expect(explained.length).toBeGreaterThan(2);
  for (const text of explained) expect([text, await readsWhole(db, text)]).toEqual([text, []]);
}

describe('with a long journal', () => {
  test('nothing that a report asks reads a table from beginning to end', async () => {
    const { report, counter, database, seen } = await countedApp();
    const facts = Array.from({ length: FACTS }, (_, n) =>
      aReport({ at: NINE - (FACTS - n) * SECOND, note: `note ${n}` }),
    );
    await append(database, ...facts);
    await sql`
      insert into idempotency (actor, key, body_hash, status, answer)
      select actor, 'old-' || n, body_hash, status, answer from idempotency cross join generate_series(1, 2000) as n`.execute(
      database.db,
    );
    await sql`analyze`.execute(database.db);
    expect((await report(DOWN, seen)).statusCode).toBe(412);
    await expectIndexes(database.db, counter.texts());
    // The measure itself can fail.
    expect(await readsWhole(database.db, `select * from fact where payload ->> 'confirm' = $1`)).toEqual(['fact']);
  });

  test('nothing that a start asks reads the journal from beginning to end', async () => {
    const { database, connectionString } = await openJournal();
    const facts = Array.from({ length: FACTS }, (_, n) =>
      aReport({ at: NINE - (FACTS - n) * SECOND, note: `note ${n}` }),
    );
    await append(database, ...facts);
    await loadBoard(database.db, createSteppedClock(NINE));
    await append(database, aReport());
    await sql`analyze`.execute(database.db);
    const link = await createDatabaseLink(connectionString);
    onTestFinished(() => link.close());
    const counter = countStatements(link);
    const { board } = await loadBoard(openDatabase(link.connectionString).db, createSteppedClock(NINE));
    expect(board.seq).toBe(FACTS + 1);
    await expectIndexes(database.db, counter.texts());
  });
});
