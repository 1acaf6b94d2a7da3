import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { issueToken } from '../../server/access/issue-token.ts';
import { authenticateToken } from '../../server/access/authenticate-token.ts';
import { loadBoard } from '../../server/board/load-board.ts';
import { createJournalWriter } from '../../server/journal/journal-writer.ts';
import { readFactsAfter, readHead, readHeadFrom } from '../../server/journal/read.ts';
import { verifyJournal } from '../../server/journal/verify-journal.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { recordReport } from '../../server/report/record-report.ts';
import { EMPTY_BOARD } from '../../shared/board/fold.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import type { ReportBody } from '../../shared/wire/report.ts';
import { countStatements } from '../support/asked-statements.ts';
import { createDatabaseLink } from '../support/database-link.ts';
import { append, openDatabase, openJournal, TEST_KEY } from '../support/journal.ts';
import { aReport, CLAYTON } from '../support/sample-facts.ts';

const DOWN = { it: { internet: 'down' }, note: 'Line dead.' } as const;
const BRANCHES = ['clayton', 'dunmere', 'ashby', 'brook', 'corby', 'dale', 'elton', 'farm', 'green', 'hill'];
/** Of the first report. */
const FIRST = BRANCHES.length + 1;
const GPS = { expected: 3, offSick: 1, away: 0, locums: 0 };
const UP = { it: { internet: 'working' } } as const;

/**
 * A lead's desk, with the database's own time: its process has reported once, so it knows where it left the journal. What is in its
 * memory is as old as the last `catchUp`.
 */
async function openDesk() {
  const { database, connectionString } = await openJournal();
  const now = Date.now();
  const setUp = { kind: 'branch', at: now, actor: SYSTEM_ACTOR } as const;
  await append(database, ...BRANCHES.map((slug) => ({ ...setUp, branch: { ...CLAYTON, slug } })));
  const rights = { role: 'lead', branches: BRANCHES, days: 1, name: 'Asha Lead' } as const;
  const { token } = await issueToken(database.db, rights, now);
  const link = await createDatabaseLink(connectionString);
  onTestFinished(() => link.close());
  const own = openDatabase(link.connectionString);
  const journal = createJournalWriter({ stampBy: () => null, key: TEST_KEY });
  const actor = await authenticateToken(own.db, `Bearer ${token}`, 0);
  let known = { epoch: '', board: EMPTY_BOARD };
  async function catchUp() {
    const { board, head } = await loadBoard(database.db, systemClock);
    known = { epoch: head.epoch, board };
  }
  const report = (body: ReportBody, { seen = 0, key = randomUUID() as string, branch = 'clayton' } = {}) =>
    recordReport({ db: own.db, journal, known: () => known }, { actor, branch, key, ifMatch: `"${seen}"`, body });
  const counter = countStatements(link);
  await catchUp();
  await report(DOWN);
  return {
    database,
    counter,
    actor,
    journal,
    catchUp,
    report,
    /** How many statements `work` asked. */
    async asks(work: () => Promise<unknown>) {
      counter.restart();
      await work();
      return counter.asked().statements;
    },
    /** The journal is whole, and this is where it ends. */
    async end() {
      const { seq } = await readHead(database.db);
      expect(await verifyJournal(database.db, TEST_KEY)).toMatchObject({ whole: true, seq, renamed: 0 });
      return seq;
    },
    async count(table: 'fact' | 'idempotency' | 'access_log' | 'free_text') {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
        database.db,
      );
      return rows[0]?.n;
    },
  };
}

type Desk = Awaited<ReturnType<typeof openDesk>>;

async function counts({ count }: Desk) {
  const tables = ['fact', 'idempotency', 'access_log', 'free_text'] as const;
  return Promise.all(tables.map(count));
}

describe('a process that wrote last', () => {
  test('writes the next report in one statement, with all that belongs to it', async () => {
    const desk = await openDesk();
    const before = await counts(desk);
    expect(await desk.asks(() => desk.report({ ...UP, note: 'Back.' }, { seen: FIRST }))).toBe(1);
    expect(await counts(desk)).toEqual(before.map((count) => (count ?? 0) + 1));
    expect(await desk.end()).toBe(FIRST + 1);
  });

  test('answers as one does that holds the journal first', async () => {
    const desk = await openDesk();
    const [ahead, held] = [
      await desk.report(UP, { seen: FIRST }),
      await (await openDesk()).report(UP, { seen: FIRST }),
    ];
    const plain = ({ status, answer }: typeof ahead) => ({ status, ...answer, at: null, recordedAt: null });
    expect(plain(ahead)).toEqual(plain(held));
  });

  test('takes what several say at a time into one transaction, each by itself', async () => {
    const desk = await openDesk();
    const others = BRANCHES.slice(1);
    const said = others.map((branch) => desk.report({ note: `All is well at ${branch}.` }, { branch }));
    const seqs = (await Promise.all(said)).map(({ answer }) => answer.seq);
    expect(seqs.toSorted((a, b) => a - b)).toEqual(others.map((_, index) => FIRST + 1 + index));
    const { rows } = await sql<{ n: number }>`
      select count(distinct xmin::text)::int as n from fact where seq > ${FIRST}`.execute(desk.database.db);
    expect(rows[0]?.n).toBe(2);
    expect(await desk.end()).toBe(FIRST + others.length);
  });

  test('refuses one of them and stores the others', async () => {
    const desk = await openDesk();
    await desk.catchUp();
    const said = [
      desk.report({ note: 'First.' }, { seen: FIRST }),
      desk.report({ note: 'Of a branch that is not there.' }, { branch: 'nowhere' }),
      desk.report({ note: 'Third.' }, { branch: 'dunmere' }),
      desk.report({ note: 'Fourth.' }, { branch: 'ashby' }),
    ];
    const ended = await Promise.allSettled(said);
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(await desk.end()).toBe(FIRST + 3);
  });
});

test('what a process has written it knows as the journal gives it', async () => {
  const desk = await openDesk();
  const { db } = desk.database;
  const { since } = desk.journal.atOnce;
  await desk.report({ gps: GPS, access: 'closed', message: 'Doors shut.', note: null }, { branch: 'dunmere' });
  await desk.report({ it: { internet: 'down', phones: 'working' }, madeSecondsAgo: 90 }, { branch: 'ashby' });
  await desk.report({ confirm: true }, { seen: FIRST });
  const head = await readHeadFrom(db, 0);
  const known = since(FIRST, head);
  expect(known).toHaveLength(3);
  expect(known).toEqual(await readFactsAfter(db, FIRST, 10));
  expect(since(0, head)).toBeNull();
  expect(since(FIRST, { ...head, hash: '00' })).toBeNull();
  await append(desk.database, aReport({ branch: 'dunmere', at: Date.now() }));
  expect(since(FIRST, await readHeadFrom(db, 0))).toBeNull();
});

describe('what it cannot foresee is decided while the journal is held', () => {
  test.each<[string, (desk: Desk) => Promise<unknown>]>([
    ['words were erased, and all that was written forgotten', async ({ journal }) => journal.atOnce.forget()],
    ['another wrote since', ({ database }) => append(database, aReport({ branch: 'dunmere', at: Date.now() }))],
    [
      'its memory is of another journal',
      ({ database }) =>
        sql`
      update journal_head set epoch = gen_random_uuid()`.execute(database.db),
    ],
    [
      'the clock of its machine jumped',
      async () => {
        const { monotonic } = systemClock;
        const skewed = vi.spyOn(systemClock, 'monotonic').mockImplementation(() => monotonic() + 30 * SECOND);
        onTestFinished(() => skewed.mockRestore());
      },
    ],
    [
      'the name of who reports was erased',
      ({ database, actor }) => sql`update actor set name = null where id = ${actor.id}`.execute(database.db),
    ],
  ])('%s', async (_name, happens) => {
    const desk = await openDesk();
    await happens(desk);
    const before = await desk.count('fact');
    const asked = await desk.asks(() => desk.report(UP, { seen: FIRST }));
    expect(asked).toBeGreaterThan(1);
    expect(await desk.count('fact')).toBe((before ?? 0) + 1);
    const { rows } = await sql<{ off: number }>`
      select abs(extract(epoch from now() - recorded_at))::float as off from fact order by seq desc limit 1`.execute(
      desk.database.db,
    );
    expect(rows[0]?.off).toBeLessThan(25);
  });
});

describe('without a question before it', () => {
  test.each<[string, (desk: Desk) => Promise<unknown>, string]>([
    [
      'a right that was taken away since',
      ({ database }) =>
        sql`
      update api_token set revoked_at = now()`.execute(database.db),
      'not-allowed',
    ],
    [
      'a branch that was taken away from a lead',
      ({ database }) =>
        sql`
      update api_token set branches = '{dunmere}'`.execute(database.db),
      'not-allowed',
    ],
    [
      'a branch that was retired since',
      ({ database }) =>
        append(database, {
          kind: 'branch',
          at: Date.now(),
          actor: SYSTEM_ACTOR,
          branch: { ...CLAYTON, retired: true } as typeof CLAYTON,
        }),
      'not-found',
    ],
  ])('%s lets nothing in', async (_name, happens, code) => {
    const desk = await openDesk();
    await happens(desk);
    const before = await counts(desk);
    await expect(desk.report({ ...UP, note: 'Back.' }, { seen: FIRST })).rejects.toMatchObject({ code });
    expect(await counts(desk)).toEqual(before);
    await desk.end();
  });

  test('the same key is answered again, and nothing else is', async () => {
    const desk = await openDesk();
    const first = await desk.report(UP, { seen: FIRST, key: 'key-of-it' });
    const before = await counts(desk);
    expect(await desk.report(UP, { seen: FIRST, key: 'key-of-it' })).toEqual({ ...first, status: 200 });
    await expect(desk.report(DOWN, { seen: FIRST, key: 'key-of-it' })).rejects.toMatchObject({ code: 'key-reused' });
    const both = [
      desk.report(UP, { seen: FIRST + 1, key: 'twice' }),
      desk.report(UP, { seen: FIRST + 1, key: 'twice' }),
    ];
    expect((await Promise.all(both)).map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 201]);
    expect((await counts(desk))[0]).toBe((before[0] ?? 0) + 1);
    await desk.end();
  });

  test('what somebody else said in between is told, by whomever it was written', async () => {
    const desk = await openDesk();
    await desk.report(UP, { seen: FIRST });
    const rights = { role: 'operations', branches: [], days: 1, name: 'Office' } as const;
    const { token: other } = await issueToken(desk.database.db, rights, Date.now());
    const office = await authenticateToken(desk.database.db, `Bearer ${other}`, 0);
    const journal = createJournalWriter({ stampBy: () => null, key: TEST_KEY });
    const known = { epoch: '', board: EMPTY_BOARD };
    const elsewhere = { actor: office, branch: 'clayton', key: 'of-the-office', ifMatch: `"${FIRST + 1}"`, body: DOWN };
    await recordReport({ db: desk.database.db, journal, known: () => known }, elsewhere);
    await expect(desk.report(UP, { seen: FIRST + 1 })).rejects.toMatchObject({ code: 'branch-changed' });
    expect(await desk.end()).toBe(FIRST + 2);
  });
});
