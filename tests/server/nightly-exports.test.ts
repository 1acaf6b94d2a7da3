import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keepNightlyExports } from '../../server/export/nightly-exports.ts';
import { anchorsFile, readAnchors } from '../../server/journal/anchors.ts';
import { readHead } from '../../server/journal/read.ts';
import type { DatabaseHandle } from '../../server/platform/database.ts';
import type { Log } from '../../server/platform/log.ts';
import { createSteppedClock, type SteppedClock } from '../../server/platform/stepped-clock.ts';
import { DAY, HOUR, MINUTE } from '../../shared/practice/instant.ts';
import { createDataFolder } from '../support/data-folder.ts';
import { london } from '../support/facts.ts';
import { importFile } from '../support/export.ts';
import { append, openJournal, TEST_KEY } from '../support/journal.ts';
import { startTestServer } from '../support/running-server.ts';
import { aReport } from '../support/sample-facts.ts';
import { until } from '../support/until.ts';

interface Instance {
  readonly clock: SteppedClock;
  readonly dataDir: string;
  readonly backupDir: string;
  /** Errors that were logged. */
  readonly errors: readonly string[];
  lastMadeAt(): number | null;
  stop(): Promise<void>;
  files(): Promise<readonly string[]>;
}

async function startInstance(database: DatabaseHandle, at: string, kept = 14, dir?: string): Promise<Instance> {
  const dataDir = dir ?? (await createDataFolder());
  const backupDir = join(dataDir, 'backups');
  const clock = createSteppedClock(london(at));
  const errors: string[] = [];
  const log: Log = { info() {}, warn() {}, error: (_fields, message) => void errors.push(message) };
  const config = { dataDir, backupDir, backupsKept: kept };
  const exports = keepNightlyExports({
    db: database.db,
    key: TEST_KEY,
    clock,
    log,
    config,
    timeZone: () => 'Europe/London',
  });
  const files = async () => (await readdir(backupDir).catch(() => [])).toSorted();
  return { clock, dataDir, backupDir, errors, ...exports, files };
}

async function nights({ db }: DatabaseHandle): Promise<readonly string[]> {
  const rows = await db.selectFrom('nightly_export').select('night').orderBy('night').execute();
  return rows.map(({ night }) => night);
}

/** Lets the clock reach a time and waits for what is then made. */
async function makes(instance: Instance, at: string): Promise<void> {
  instance.clock.leapTo(london(at));
  await until(`the export at ${at}`, () => {
    // Once more each time: the one before may just be ending.
    instance.clock.advance(MINUTE);
    return (instance.lastMadeAt() ?? 0) >= london(at);
  });
}

describe('each night', () => {
  test('an export is made at half past two, which can be imported', async () => {
    const { database } = await openJournal();
    await append(database, aReport());
    const instance = await startInstance(database, '2019-12-30 12:00');
    await makes(instance, '2019-12-30 12:01');
    instance.clock.leapTo(london('2019-12-31 02:29'));
    await append(database, aReport());
    await makes(instance, '2019-12-31 02:30');
    expect(await nights(database)).toEqual(['2019-12-30', '2019-12-31']);
    const [, file = ''] = await instance.files();
    expect(file).toBe('nightly-20191231T023100Z.jsonl.gz');
    const other = (await openJournal()).database;
    expect(await importFile(other.db, join(instance.backupDir, file))).toMatchObject({ seq: 2 });
    const { epoch } = await readHead(database.db);
    const anchors = await readAnchors(anchorsFile(instance));
    expect(anchors.map((anchor) => [anchor.epoch, anchor.seq])).toEqual([
      [epoch, 1],
      [epoch, 2],
    ]);
    await instance.stop();
  });

  test('it is made by the practice’s own time, also on the day the clocks go forward', async () => {
    const { database } = await openJournal();
    await append(database, aReport());
    const instance = await startInstance(database, '2020-03-28 12:00');
    await makes(instance, '2020-03-28 12:01');
    await makes(instance, '2020-03-29 02:30');
    expect(await instance.files()).toContain('nightly-20200329T013100Z.jsonl.gz');
    await instance.stop();
  });

  test('14 are kept, and what was exported by hand stays', async () => {
    const { database } = await openJournal();
    await append(database, aReport());
    const instance = await startInstance(database, '2019-12-01 12:00');
    await mkdir(instance.backupDir);
    await writeFile(join(instance.backupDir, 'branchboard-20190101T000000Z.jsonl.gz'), '');
    await writeFile(join(instance.backupDir, 'nightly-20190101T000000Z.jsonl.gz.partial'), '');
    await makes(instance, '2019-12-01 12:01');
    for (let day = 2; day <= 17; day += 1) await makes(instance, `2019-12-${String(day).padStart(2, '0')} 02:30`);
    await instance.stop();
    const files = await instance.files();
    expect(files[0]).toBe('branchboard-20190101T000000Z.jsonl.gz');
    expect(files.slice(1)).toHaveLength(14);
    expect(files[1]).toContain('20191204T');
    expect(files.at(-1)).toContain('20191217T');
  });

  test('one is made, however many instances there are', async () => {
    const { database } = await openJournal();
    await append(database, aReport());
    const instances = await Promise.all([1, 2, 3].map(() => startInstance(database, '2019-12-31 02:30')));
    for (const { clock } of instances) clock.advance(MINUTE);
    await until('it is made', async () => (await nights(database)).length === 1);
    for (const { clock } of instances) clock.advance(MINUTE);
    for (const { lastMadeAt } of instances) await until('all know of it', () => lastMadeAt() !== null);
    for (const { stop } of instances) await stop();
    const made = await Promise.all(instances.map(({ files }) => files()));
    expect(made.flat()).toHaveLength(1);
    expect(instances.flatMap(({ errors }) => errors)).toEqual([]);
  });
});

test('an export that was missed is made soon after a start, one that was made is not made again', async () => {
  const { database } = await openJournal();
  await append(database, aReport());
  const first = await startInstance(database, '2019-12-30 02:30');
  await makes(first, '2019-12-30 02:30');
  await first.stop();
  const again = await startInstance(database, '2019-12-30 20:00', 14, first.dataDir);
  again.clock.advance(MINUTE);
  await until('it has looked', () => again.lastMadeAt() !== null);
  expect(await nights(database)).toHaveLength(1);
  await again.stop();
  const later = await startInstance(database, '2019-12-31 09:00', 14, first.dataDir);
  await makes(later, '2019-12-31 09:00');
  expect(await nights(database)).toEqual(['2019-12-30', '2019-12-31']);
  await later.stop();
});

test('a failure is told as an error, and the next try comes a quarter of an hour later', async () => {
  const { database } = await openJournal();
  await append(database, aReport());
  const instance = await startInstance(database, '2019-12-31 02:30');
  // A file where the folder should be.
  await writeFile(instance.backupDir, '');
  instance.clock.advance(MINUTE);
  await until('it has failed', () => instance.errors.length === 1);
  expect(instance.errors).toEqual(['the nightly export failed']);
  instance.clock.advance(14 * MINUTE);
  expect(instance.errors).toHaveLength(1);
  instance.clock.advance(2 * MINUTE);
  await until('it has failed again', () => instance.errors.length === 2);
  expect(await nights(database)).toEqual([]);
  await instance.stop();
});

test('with none to keep, none is made', async () => {
  const { database } = await openJournal();
  const instance = await startInstance(database, '2019-12-31 02:30', 0);
  instance.clock.advance(HOUR);
  await instance.stop();
  expect(await nights(database)).toEqual([]);
});

test('a server makes them by itself', async () => {
  const dataDir = await createDataFolder();
  await chmod(dataDir, 0o711);
  const backupDir = join(dataDir, 'elsewhere');
  const server = await startTestServer({ config: { dataDir, backupDir, backupsKept: 2 } });
  // Time goes on while it is waited for: whoever looks while the last one is being finished looks again later.
  const made = async (count: number) => {
    server.clock.advance(MINUTE);
    return (await nights(server.database)).length === count;
  };
  await until('it is made', () => made(1));
  server.clock.advance(DAY);
  await until('the next is made', () => made(2));
  expect(await readdir(backupDir)).toHaveLength(2);
});
