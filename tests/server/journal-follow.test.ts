import { sql } from 'kysely';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { readHead } from '../../server/journal/read.ts';
import type { DatabaseHandle } from '../../server/platform/database.ts';
import { createSteppedClock } from '../../server/platform/stepped-clock.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import { inLanes } from '../support/in-lanes.ts';
import { createDatabaseLink } from '../support/database-link.ts';
import { follow } from '../support/follower.ts';
import { append, openDatabase, openJournal } from '../support/journal.ts';
import { AT, aReport } from '../support/sample-facts.ts';

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
const reports = (count: number) => Array.from({ length: count }, () => aReport());

/** A database whose notifications never arrive. */
function deaf(database: DatabaseHandle): DatabaseHandle {
  return { ...database, listen: () => Promise.reject(new Error('no notifications here')) };
}

/** The same database, with something to do when a query goes out and when its result comes in. */
function watched(
  database: DatabaseHandle,
  { onQuery = () => {}, onResult = () => {} }: { onQuery?: () => void; onResult?: () => void | Promise<void> },
): DatabaseHandle {
  const db = database.db.withPlugin({
    transformQuery({ node }) {
      onQuery();
      return node;
    },
    async transformResult({ result }) {
      await onResult();
      return result;
    },
  });
  return { ...database, db };
}

async function openLink(connectionString: string) {
  const link = await createDatabaseLink(connectionString);
  onTestFinished(() => link.close());
  return link;
}

async function cutListener(database: DatabaseHandle): Promise<void> {
  await vi.waitFor(async () => {
    const { rows } = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'branchboard listen'`.execute(database.db);
    expect(rows).toHaveLength(1);
  });
}

describe('following the journal', () => {
  test('facts are handed over as they are committed, while the clock stands still', async () => {
    const { database } = await openJournal();
    await append(database, aReport());
    const followed = follow(database);
    await followed.until(() => followed.seqs.length === 1);
    await append(database, aReport(), aReport());
    await followed.until(() => followed.seqs.length === 3);
    await append(database, aReport());
    await followed.until(() => followed.seqs.length === 4);
    expect(followed.seqs).toEqual(upTo(4));
    expect(followed.checks.at(-1)).toEqual({ head: await readHead(database.db), readAt: 0 });
  });

  test('200 facts of writers at once: every fact once, in order, without a gap', async () => {
    const { database, connectionString } = await openJournal();
    const followed = follow(openDatabase(connectionString, 1));
    await inLanes(200, () => append(database, aReport()));
    await followed.until(() => followed.seqs.length >= 200);
    await followed.follower.refresh();
    expect(followed.seqs).toEqual(upTo(200));
    expect(followed.aways).toEqual([]);
  });

  test('a long journal comes in batches, and goes on after what is known already', async () => {
    const { database } = await openJournal();
    await append(database, ...reports(25));
    const { epoch } = await readHead(database.db);
    const followed = follow(database, { after: { epoch, seq: 2 }, batch: 10 });
    await followed.until(() => followed.checks.length > 0);
    expect(followed.batches).toEqual([10, 10, 3]);
    expect(followed.seqs).toEqual(upTo(25).slice(2));
    expect(followed.epochs).toEqual([]);
  });

  test('a hint during a read that looked too early is followed by one more read', async () => {
    const { database } = await openJournal();
    let lookedTooEarly = (): void => {};
    let goOn = (): void => {};
    const looked = new Promise<void>((resolve) => {
      lookedTooEarly = resolve;
    });
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const held = watched(database, {
      onResult() {
        lookedTooEarly();
        return gate;
      },
    });
    const followed = follow(deaf(held));
    await looked;
    await append(database, aReport());
    const refreshed = Promise.all([followed.follower.refresh(), followed.follower.refresh()]);
    goOn();
    await refreshed;
    expect(followed.seqs).toEqual([1]);
    expect(followed.checks.map(({ head }) => head.seq)).toEqual([0, 1]);
  });

  test('the time of a check is taken before its read, so that an age is never understated', async () => {
    const { database } = await openJournal();
    const clock = createSteppedClock(AT);
    const followed = follow(deaf(watched(database, { onResult: () => clock.advance(1) })), { clock });
    await followed.until(() => followed.checks.length === 1);
    expect(followed.checks[0]?.readAt).toBe(0);
    expect(clock.monotonic()).toBe(1);
  });

  test('nothing is handed over after stop', async () => {
    const { database } = await openJournal();
    const followed = follow(database);
    await followed.until(() => followed.checks.length > 0);
    await followed.follower.stop();
    const checks = followed.checks.length;
    await append(database, aReport());
    followed.clock.advance(60 * SECOND);
    await followed.follower.refresh();
    expect(followed.seqs).toEqual([]);
    expect(followed.checks).toHaveLength(checks);
  });
});

describe('another journal', () => {
  test('a new epoch is told, and its facts come from the first', async () => {
    const { database } = await openJournal();
    await append(database, ...reports(3));
    const followed = follow(deaf(database));
    await followed.follower.refresh();
    await database.db.updateTable('journal_head').set({ epoch: sql`gen_random_uuid()` }).execute();
    await followed.follower.refresh();
    expect(followed.epochs).toEqual([await readHead(database.db)]);
    expect(followed.seqs).toEqual(upTo(3));
    expect(followed.batches).toEqual([3, 3]);
  });

  test('a journal that is shorter than what was read of it was set back: it gets a new epoch, once', async () => {
    const { database } = await openJournal();
    await append(database, ...reports(3));
    const head = await readHead(database.db);
    const readers = [1, 2].map(() => follow(deaf(database), { after: { ...head, seq: 4 } }));
    await Promise.all(readers.map(({ follower }) => follower.refresh()));
    const now = await readHead(database.db);
    expect(now).toEqual({ epoch: expect.not.stringContaining(head.epoch), seq: 3 });
    for (const followed of readers) {
      await followed.follower.refresh();
      expect(followed.epochs).toEqual([now]);
      expect(followed.seqs).toEqual(upTo(3));
      expect(followed.said.filter((message) => message.includes('was set back')).length).toBeLessThan(2);
    }
  });

  test('a journal that holds another fact where the reader stands was set back and has grown again', async () => {
    const { database } = await openJournal();
    await append(database, ...reports(3));
    const followed = follow(deaf(database));
    await followed.follower.refresh();
    const { epoch } = await readHead(database.db);
    await sql`alter table fact disable trigger user`.execute(database.db);
    await sql`delete from fact where seq = 3`.execute(database.db);
    await sql`update journal_head set seq = 2, hash = (select hash from fact where seq = 2)`.execute(database.db);
    await append(database, aReport({ note: 'Another third.' }), aReport());
    await followed.follower.refresh();
    const now = await readHead(database.db);
    expect(now).toEqual({ epoch: expect.not.stringContaining(epoch), seq: 4 });
    expect(followed.epochs).toEqual([now]);
    expect(followed.seqs).toEqual(upTo(4));
  });

  test('a journal with a gap is not taken for a whole one', async () => {
    const { database } = await openJournal();
    await append(database, ...reports(2));
    await database.db.updateTable('journal_head').set({ seq: 3 }).execute();
    const followed = follow(deaf(database));
    await followed.follower.refresh();
    expect(followed.aways).toMatchObject([{ message: 'the journal has a gap after seq 2' }]);
    expect(followed.seqs).toEqual([]);
    expect(followed.checks).toEqual([]);
  });
});

describe('when something is lost', () => {
  test('without any notification facts come by the poll, every 2 s', async () => {
    const { database } = await openJournal();
    let reads = 0;
    const counted = watched(database, {
      onQuery() {
        reads += 1;
      },
    });
    const followed = follow(deaf(counted));
    await followed.follower.refresh();
    await append(database, aReport());
    const before = reads;
    followed.clock.advance(2 * SECOND - 1);
    expect(reads).toBe(before);
    followed.clock.advance(1);
    expect(reads).toBe(before + 1);
    await followed.until(() => followed.seqs.length === 1);
  });

  test('the listening connection is cut: facts still come, and it comes back', async () => {
    const { database } = await openJournal();
    const followed = follow(database);
    await cutListener(database);
    await followed.until(() => followed.said.includes('not listening to the journal, it is polled only'));
    await append(database, aReport());
    followed.clock.advance(2 * SECOND);
    await followed.until(() => followed.seqs.length === 1);
    await followed.until(() => followed.said.includes('listening to the journal again'));
    await followed.follower.refresh();
    await append(database, aReport());
    await followed.until(() => followed.seqs.length === 2);
    expect(followed.seqs).toEqual(upTo(2));
    expect(followed.aways).toEqual([]);
  });

  test('a listening connection that died without a sign is found and replaced', async () => {
    const { database, connectionString } = await openJournal();
    const link = await openLink(connectionString);
    const followed = follow({ ...database, listen: openDatabase(link.connectionString).listen });
    await vi.waitFor(() => expect(followed.checks.length).toBeGreaterThan(1));
    link.stall();
    followed.clock.advance(10 * SECOND);
    await followed.until(() => followed.said.includes('not listening to the journal, it is polled only'));
    link.restore();
    followed.clock.advance(1 * SECOND);
    await followed.until(() => followed.said.includes('listening to the journal again'));
    await append(database, aReport());
    await followed.until(() => followed.seqs.length === 1);
  });

  test('the database goes away: it is said once, nothing counts as checked, and all comes when it is back', async () => {
    const { database, connectionString } = await openJournal();
    const link = await openLink(connectionString);
    const followed = follow(openDatabase(link.connectionString));
    await append(database, aReport());
    await followed.until(() => followed.seqs.length === 1);
    await followed.follower.refresh();
    link.cut();
    const checks = followed.checks.length;
    for (let poll = 0; poll < 5; poll += 1) {
      followed.clock.advance(2 * SECOND);
      await followed.follower.refresh();
    }
    await append(database, aReport(), aReport());
    expect(followed.aways).toHaveLength(1);
    expect(followed.checks).toHaveLength(checks);
    expect(
      followed.said.filter((message) => message === 'the database is away, the journal is not followed'),
    ).toHaveLength(1);

    link.restore();
    followed.clock.advance(2 * SECOND);
    await followed.until(() => followed.seqs.length === 3);
    expect(followed.seqs).toEqual(upTo(3));
    expect(followed.said).toContain('the journal can be read again');
    await followed.follower.refresh();
    link.cut();
    await followed.follower.refresh();
    expect(followed.aways).toHaveLength(2);
  });

  test('a fact that cannot be taken over is handed over again, and is not counted as checked', async () => {
    const { database } = await openJournal();
    await append(database, aReport());
    let broken = true;
    const followed = follow(deaf(database), {
      onFacts() {
        if (broken) throw new Error('the fold refused');
      },
    });
    await followed.follower.refresh();
    expect(followed.aways).toMatchObject([{ message: 'the fold refused' }]);
    expect(followed.checks).toEqual([]);
    broken = false;
    await followed.follower.refresh();
    expect(followed.seqs).toEqual([1]);
    expect(followed.checks).toHaveLength(1);
  });
});
