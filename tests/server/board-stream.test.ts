import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import type { NewFact } from '../../server/journal/fact-row.ts';
import { HOUR, MINUTE } from '../../shared/practice/instant.ts';
import { createDatabaseLink } from '../support/database-link.ts';
import { storiesWithClock } from '../support/fact-arbitraries.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { NINE, startTestServer } from '../support/running-server.ts';
import { boardOf, openedPatient, ordinaryServer, patient, position, staff } from '../support/stream-pages.ts';

describe('a report', () => {
  test('reaches open pages as the branch spoken of, whole, and only what changed', async () => {
    const server = await ordinaryServer();
    const page = await openedPatient(server);
    const before = await boardOf(server);

    await server.say('clayton', { it: { internet: 'down' } });
    const [frame, ...more] = await page.came();
    const after = await boardOf(server);

    expect(more).toEqual([]);
    expect(frame?.json).toEqual({
      t: 'change',
      epoch: after.epoch,
      ...position(after),
      prev: position(before),
      now: expect.any(String),
      checkedAt: expect.any(String),
      branch: after.branches.find(({ slug }) => slug === 'clayton'),
      notice: after.notice,
      summary: after.summary,
    });
    expect(page.board()).toEqual(after);
    expect(page.faults).toEqual([]);
  });

  test('that changes one thing alone carries nothing else', async () => {
    const server = await ordinaryServer();
    const page = await openedPatient(server);
    await server.say('yaxham', { message: 'The flu clinic is off today.' });
    const [frame] = await page.came();
    expect(Object.keys(frame?.json).toSorted()).toEqual(
      ['branch', 'checkedAt', 'edge', 'epoch', 'now', 'prev', 'seq', 't'].toSorted(),
    );
    expect(frame?.json.branch).toMatchObject({ slug: 'yaxham', message: 'The flu clinic is off today.' });
  });

  test('carries its neighbours when they can no longer send patients to it', async () => {
    const server = await ordinaryServer();
    await server.say('orton-mere', { gps: { expected: 6, offSick: 3, away: 0, locums: 0 } });
    expect((await boardOf(server)).branches.find(({ slug }) => slug === 'orton-mere')?.alternatives).toContain(
      'clayton',
    );
    const page = await openedPatient(server);

    await server.say('clayton', { it: { internet: 'down' } });
    const [frame] = await page.came();
    expect(frame?.json.branch.slug).toBe('clayton');
    expect(frame?.json.also.map(({ slug }: { slug: string }) => slug)).toEqual(['orton-mere']);
    expect(frame?.json.also[0].alternatives).not.toContain('clayton');
    expect(page.board()).toEqual(await boardOf(server));
  });

  test('follows the one before it: each `prev` is the position before', async () => {
    const server = await ordinaryServer();
    const page = await openedPatient(server);
    const start = position(await boardOf(server));
    for (const access of ['phone-only', 'closed', 'open'] as const) await server.say('clayton', { access });
    const frames = (await page.came()).map(({ json }) => json);
    expect(frames.map(({ t }) => t)).toEqual(['change', 'change', 'change']);
    expect(frames.map(({ prev }) => prev)).toEqual([start, ...frames.slice(0, -1).map(position)]);
  });

  test('is one frame with nine others of the same moment', async () => {
    const server = await ordinaryServer();
    const page = await openedPatient(server);
    // The first after a quiet time goes out at once, and the window begins.
    await server.say('minster-yard', { access: 'open', message: 'First.' });
    await page.came();

    const token = await server.token();
    const slugs = ['clayton', 'yaxham', 'stanway'];
    for (let n = 0; n < 10; n += 1) {
      const slug = slugs[n % 3] ?? '';
      await server.post(token, slug, { message: `Message ${n}.` });
      await server.refresh();
      // Nothing goes out meanwhile, however often the journal is read.
      expect(await page.came()).toEqual([]);
    }
    server.clock.advance(80);
    const frames = await page.came();
    expect(frames.map(({ json }) => json.t)).toEqual(['change']);
    expect(frames[0]?.json.branch).toMatchObject({ slug: 'clayton', message: 'Message 9.' });
    expect(frames[0]?.json.also.map(({ message }: { message: string }) => message).toSorted()).toEqual([
      'Message 7.',
      'Message 8.',
    ]);
    expect(page.board()).toEqual(await boardOf(server));
  });

  test('of many branches at once is a whole board', async () => {
    const server = await ordinaryServer();
    const page = await openedPatient(server);
    const { branches } = await boardOf(server);
    const all = branches.map(({ slug }) => ({
      kind: 'report' as const,
      branch: slug,
      onBehalf: true,
      at: server.clock.now(),
      actor: SYSTEM_ACTOR,
      it: { records: 'down' as const },
    }));
    await server.append(...all);
    expect((await page.came()).map(({ json }) => json.t)).toEqual(['board']);
    expect(page.board()).toEqual(await boardOf(server));
  });

  test('with a note beside it is spoken of as its own branch, not the branch of the note', async () => {
    const server = await ordinaryServer();
    const page = await openedPatient(server);
    const said = { kind: 'report', onBehalf: false, at: server.clock.now(), actor: SYSTEM_ACTOR } as const;
    await server.append(
      { ...said, branch: 'clayton', access: 'phone-only' },
      { ...said, branch: 'yaxham', note: 'For us.' },
    );
    const [frame] = await page.came();
    expect(frame?.json.branch.slug).toBe('clayton');
    expect(frame?.json.also).toBeUndefined();
  });

  test('of another instance whose clock is ahead shows at once', async () => {
    const server = await ordinaryServer();
    const page = await openedPatient(server);
    await server.say('clayton', { it: { internet: 'down' }, at: server.clock.now() + 3_000 });
    expect((await page.came()).map(({ json }) => json.t)).toEqual(['change']);
    expect(page.board()?.notice?.branches).toEqual(['clayton']);
  });
});

describe('staff', () => {
  test('get counts, totals and alert with the branch; patients get none of them', async () => {
    const server = await ordinaryServer();
    const { page, authorization } = await staff(server);
    await page.came();
    const patients = await openedPatient(server);

    await server.say('clayton', { gps: { expected: 8, offSick: 3, away: 1, locums: 0 }, note: 'Agency was phoned.' });
    const [frame] = await page.came();
    expect(frame?.json.branch.gps.counts).toEqual({ expected: 8, offSick: 3, away: 1, locums: 0, available: 4 });
    expect(frame?.json.branch.note.text).toBe('Agency was phoned.');
    expect(frame?.json.extra).toMatchObject({ totals: { offSick: 3, away: 1 }, alert: { state: 'GREEN' } });
    const board = await (await server.fetch('/api/v1/staff/board', { authorization })).json();
    expect(page.board()).toEqual(board);

    const [seen] = await patients.came();
    expect(seen?.json.branch.gps).toEqual({ level: 'few', available: 4, expected: 8 });
    expect(seen?.text).not.toMatch(/offSick|away|locums|counts|note|totals|alert|Agency/);
  });

  test('alone get what is for them alone: no frame, no position, no later start tells patients of it', async () => {
    const server = await ordinaryServer();
    const { page } = await staff(server);
    await page.came();
    const patients = await openedPatient(server);
    const before = await boardOf(server);

    await server.say('clayton', { note: 'Only for us.' });
    await server.append({
      kind: 'signal',
      branch: 'clayton',
      contact: 'late',
      lastBeatAt: NINE,
      public: false,
      at: server.clock.now(),
      actor: SYSTEM_ACTOR,
    });
    const frames = (await page.came()).map(({ json }) => json);
    expect(frames.map(({ t }) => t)).toEqual(['change', 'change']);
    expect(frames[1].branch.contact.state).toBe('late');
    expect(await patients.came()).toEqual([]);
    expect(await boardOf(server)).toEqual(before);
    const [first] = await (await patient(server)).came();
    expect(first?.json.board).toEqual(before);
  });

  test('are asked to confirm by the clock, which is no edge of patients', async () => {
    const server = await ordinaryServer();
    await server.say('clayton', { it: { internet: 'down' } });
    const { page } = await staff(server);
    const patients = await openedPatient(server);
    // Past the small surgeries' closing, to four hours after the claim and no further.
    server.clock.advanceTo(NINE + 240 * MINUTE);
    await page.came();
    const publicEdge = (await patients.came(), patients.board()?.edge);
    expect(page.board()?.branches.find(({ slug }) => slug === 'clayton')?.services.internet.confirmDue).toBe(false);

    server.clock.advance(1_000);
    await page.came();
    expect(page.board()?.branches.find(({ slug }) => slug === 'clayton')?.services.internet.confirmDue).toBe(true);
    await patients.came();
    expect(patients.board()?.edge).toBe(publicEdge);
  });
});

test('whoever follows a random day by frames holds what is answered to who asks, patients and staff alike', async () => {
  const server = await startTestServer();
  const patients = await patient(server);
  const { page, authorization } = await staff(server);
  await fc.assert(
    fc.asyncProperty(
      storiesWithClock,
      fc.array(fc.integer({ min: 1, max: 4 * HOUR }), { minLength: 9 }),
      async (story, waits) => {
        // The journal gives its own seq, and knows none of the story's people.
        const facts = story.facts
          .slice(4, 12)
          .map(({ seq: _seq, recordedAt: _recordedAt, actorName: _name, ...fact }) => ({
            ...fact,
            actor: SYSTEM_ACTOR,
          }));
        for (const [n, fact] of facts.entries()) {
          server.clock.advance(waits[n % waits.length] ?? 1);
          await server.append(fact as NewFact);
          await Promise.all([patients.came(), page.came()]);
          expect(patients.board()).toEqual(await boardOf(server));
          expect(page.board()).toEqual(await (await server.fetch('/api/v1/staff/board', { authorization })).json());
        }
        expect([patients.faults, page.faults]).toEqual([[], []]);
      },
    ),
    { numRuns: 12 },
  );
});

test('a page that comes while the database is away is told how old the truth is', async () => {
  const { connectionString, drop } = await createTestDatabase();
  onTestFinished(drop);
  const link = await createDatabaseLink(connectionString);
  onTestFinished(() => link.close());
  const server = await startTestServer({ connectionString: link.connectionString });
  const early = await patient(server);
  const [first] = await early.came();
  link.cut();
  server.clock.advance(5 * MINUTE);
  const [frame] = await (await patient(server)).came();
  const age = ({ now, checkedAt }: { now: string; checkedAt: string }) => Date.parse(now) - Date.parse(checkedAt);
  expect(age(first?.json)).toBe(0);
  expect(age(frame?.json)).toBe(5 * MINUTE);
  expect(await (await server.fetch('/readyz')).json()).toMatchObject({ ready: true });
});
