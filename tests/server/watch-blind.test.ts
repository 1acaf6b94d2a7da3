import { describe, expect, onTestFinished, test } from 'vitest';
import { HOUR, MINUTE } from '../../shared/practice/instant.ts';
import { createDatabaseLink } from '../support/database-link.ts';
import { london } from '../support/facts.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { ask } from '../support/postgres-processes.ts';
import { type PracticeOptions, type WatchedPractice, watchPractice } from '../support/watched-practice.ts';

async function fourBranches(options: PracticeOptions = {}, { canary = true } = {}) {
  const practice = await watchPractice(options);
  for (const slug of ['clayton', 'yaxham', 'stanway', 'orton-mere']) await practice.sender(slug);
  const outside = canary ? await practice.sender(null) : null;
  await practice.pass(42);
  return { practice, outside, branches: practice.senders.filter(({ branch }) => branch !== null) };
}

/** What was said after the first beats. */
async function later(practice: WatchedPractice): Promise<readonly string[]> {
  return (await practice.signals()).filter((line) => !line.startsWith('0 '));
}

async function blindFor(practice: WatchedPractice): Promise<readonly string[] | null> {
  return (await practice.watch()).blind?.reasons ?? null;
}

describe('nobody is called lost while the board is blind', () => {
  test('because the canary is silent too', async () => {
    const { practice, outside, branches } = await fourBranches();
    for (const sender of practice.senders) sender.silent = true;
    await practice.pass(300);
    expect(await later(practice)).toEqual([]);
    expect(await blindFor(practice)).toEqual(['canary']);
    expect((await practice.watch()).canary).toBe('missing');
    expect(await (await practice.servers[0]?.fetch('/readyz'))?.json()).toMatchObject({ evaluator: 'blind' });
    expect((await practice.board()).notice).toBeNull();
    for (const sender of [...branches.slice(1), outside]) if (sender) sender.silent = false;
    await practice.pass(40);
    expect(await blindFor(practice)).toBeNull();
    // Silence counts again, from when the board could see: Clayton alone stays silent.
    await practice.pass(200);
    expect((await later(practice)).filter((line) => line.endsWith('lost'))).toEqual([
      expect.stringMatching(/^5\d\d clayton lost$/),
    ]);
  });

  test('because all fell silent at once and there is no canary', async () => {
    const { practice, branches } = await fourBranches({}, { canary: false });
    expect((await practice.watch()).canary).toBe('none');
    for (const sender of branches) sender.silent = true;
    await practice.pass(300);
    expect((await later(practice)).filter((line) => line.endsWith('lost'))).toEqual([]);
    expect(await blindFor(practice)).toEqual(['all-silent']);
  });

  test('because the database was away, and nothing is announced when it is back', async () => {
    const { connectionString, drop } = await createTestDatabase();
    onTestFinished(drop);
    const link = await createDatabaseLink(connectionString);
    onTestFinished(() => link.close());
    const { practice } = await fourBranches({ connectionString: link.connectionString });
    link.cut();
    await practice.pass(200);
    expect(await practice.servers[0]?.fetch('/readyz').then((answer) => answer.json())).toMatchObject({
      evaluator: 'late',
    });
    link.restore();
    await practice.pass(2);
    expect(await blindFor(practice)).toEqual(['late-pass', 'database']);
    await practice.pass(40);
    expect(await later(practice)).toEqual([]);
    expect(await blindFor(practice)).toBeNull();
  });

  test.each([
    ['one hour ahead', HOUR],
    ['two hours back', -2 * HOUR],
  ])('because the clock was set, %s', async (_case, by) => {
    const { practice } = await fourBranches();
    const [server] = practice.servers;
    server?.clock.leapTo(server.clock.now() + by);
    await practice.pass(2);
    expect(await blindFor(practice)).toContain('clock-step');
    await practice.pass(200);
    expect((await later(practice)).filter((line) => /late|suspect|lost/.test(line))).toEqual([]);
    expect(await blindFor(practice)).toBeNull();
  });
});

test('what was said by a clock that was ahead does not come up again when it is so late', async () => {
  const { practice } = await fourBranches();
  const [server] = practice.servers;
  const [clayton] = practice.senders;
  if (!server || !clayton) throw new Error('nobody is there');
  clayton.silent = true;
  await practice.pass(180);
  server.clock.leapTo(server.clock.now() + 10 * MINUTE);
  clayton.silent = false;
  await practice.pass(400);
  expect((await later(practice)).at(-1)).toMatch(/clayton heard$/);
  server.clock.leapTo(server.clock.now() - 16 * MINUTE);
  clayton.silent = true;
  await practice.pass(400);
  const contact = async () => (await practice.board()).branches.find(({ slug }) => slug === 'clayton')?.contact;
  expect(await contact()).toBe('lost');
  await practice.pass(10 * 60);
  expect(await contact()).toBe('lost');
});

describe('both nights of a clock change', () => {
  test.each([
    ['forward', '2020-03-29 00:55'],
    ['back', '2020-10-25 00:55'],
  ])('%s: silence of the night is no outage, nor is the change', async (_case, at) => {
    const { practice, branches } = await fourBranches({ at: london(at) });
    for (const sender of branches) sender.silent = true;
    await practice.pass(400);
    expect(await later(practice)).toEqual([]);
    expect(await blindFor(practice)).toBeNull();
  });
});

test('the data of one branch that cannot be judged keeps no other from it; staff are told, and the log once', async () => {
  const lines: string[] = [];
  const server = {
    config: { logLevel: 'error' as const },
    logStream: { write: (line: string) => void lines.push(line) },
  };
  const { practice } = await fourBranches({ server });
  const [clayton, yaxham] = practice.senders;
  if (!clayton || !yaxham) throw new Error('there are no senders');
  clayton.silent = true;
  yaxham.silent = true;
  // As another instance would have stored it.
  await ask(
    practice.connectionString,
    `update last_heard set checks = 'null', stored = (select max(stored) + 1 from last_heard) where source = 'yaxham'`,
  );
  await practice.pass(190);
  expect((await practice.watch()).failed).toEqual(['yaxham']);
  expect(await later(practice)).toContain('220 clayton lost');
  expect(lines.filter((line) => line.includes('cannot be judged'))).toHaveLength(1);
  yaxham.silent = false;
  await practice.pass(20);
  expect((await practice.watch()).failed).toEqual([]);
});
