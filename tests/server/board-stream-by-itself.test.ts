import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { DEFAULT_SETTINGS } from '../../shared/practice/settings.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { london, sampleBranch } from '../support/facts.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { boardOf, openedPatient, ordinaryServer, patient, position } from '../support/stream-pages.ts';

describe('the clock', () => {
  test('opens surgeries on open pages although nobody says anything', async () => {
    const server = await startTestServer({ at: london('2019-12-31 07:59') });
    const page = await openedPatient(server);
    expect(page.board()?.summary.sentence).toBe('All surgeries are closed. The next opens at 8am today.');
    server.clock.advanceTo(london('2019-12-31 08:00'));
    const frame = (await page.came()).find(({ json }) => json.t !== 'tick');
    expect(frame?.json.edge).toBe('2019-12-31T08:00:00.000Z');
    expect(page.board()?.summary.sentence).toBe('16 surgeries have not told us yet today. 2 are closed.');
    expect(page.board()).toEqual(await boardOf(server));
  });

  test('is a change about no branch in particular, from the edge before', async () => {
    const server = await ordinaryServer();
    server.clock.advanceTo(london('2019-12-31 12:59'));
    const page = await openedPatient(server);
    const before = position(await boardOf(server));
    server.clock.advanceTo(london('2019-12-31 13:00'));
    const frame = (await page.came()).find(({ json }) => json.t !== 'tick');
    expect(frame?.json).toMatchObject({
      t: 'change',
      branch: null,
      seq: before.seq,
      edge: '2019-12-31T13:00:00.000Z',
      prev: before,
    });
    expect(frame?.json.also.map(({ slug }: { slug: string }) => slug).toSorted()).toEqual([
      'crowle-abbey',
      'glinton-cross',
    ]);
    expect(page.board()).toEqual(await boardOf(server));
  });

  test('that is set back goes out as a whole board, which open pages take', async () => {
    const server = await ordinaryServer();
    server.clock.advanceTo(london('2019-12-31 13:00'));
    const page = await openedPatient(server);
    const { edge } = await boardOf(server);
    server.clock.leapTo(london('2019-12-31 12:30'));
    server.clock.advance(1_000);
    const frames = (await page.came()).filter(({ json }) => json.t !== 'tick');
    expect(frames.map(({ json }) => json.t)).toEqual(['board']);
    expect(Date.parse(frames[0]?.json.edge)).toBeLessThan(Date.parse(edge));
    expect(page.board()).toEqual(await boardOf(server));
    expect(page.faults).toEqual([]);
  });
});

describe('another practice', () => {
  test.each<[string, (server: TestServer) => Promise<void>]>([
    [
      'of another name',
      (server) =>
        server.append({
          kind: 'practice',
          practice: { ...DEFAULT_SETTINGS, name: 'Another Practice' },
          at: server.clock.now(),
          actor: SYSTEM_ACTOR,
        }),
    ],
    [
      'with one more branch',
      (server) =>
        server.append({
          kind: 'branch',
          branch: sampleBranch('clayton', { slug: 'new-road', name: 'New Road Surgery' }),
          at: server.clock.now(),
          actor: SYSTEM_ACTOR,
        }),
    ],
    [
      'in another life of its journal',
      async (server) => {
        await sql`update journal_head set epoch = gen_random_uuid()`.execute(server.database.db);
        await server.settle();
      },
    ],
  ])('%s is a whole board', async (_case, change) => {
    const server = await ordinaryServer();
    const page = await openedPatient(server);
    const before = await boardOf(server);
    await change(server);
    const after = await boardOf(server);
    expect((await page.came()).map(({ json }) => json.t)).toEqual(['board']);
    expect(after).not.toEqual(before);
    expect(page.board()).toEqual(after);
  });
});

describe('a page that comes back', () => {
  const query = ({ epoch, seq, edge }: PublicBoard) => `?epoch=${epoch}&seq=${seq}&edge=${encodeURIComponent(edge)}`;

  test('gets the changes it missed and a tick, and stands where the others stand', async () => {
    const server = await ordinaryServer();
    const held = await boardOf(server);
    await server.say('clayton', { it: { internet: 'down' } });
    await server.say('yaxham', { access: 'phone-only' });
    const frames = (await (await patient(server, query(held))).came()).map(({ json }) => json);
    expect(frames.map(({ t }) => t)).toEqual(['change', 'change', 'tick']);
    expect(frames[0].prev).toEqual(position(held));
    expect(frames[2]).toMatchObject(position(await boardOf(server)));
  });

  test('gets a tick when nothing changed, and the board when nobody knows what it holds', async () => {
    const server = await ordinaryServer();
    const held = await boardOf(server);
    const kinds = async (board: PublicBoard) =>
      (await (await patient(server, query(board))).came()).map(({ json }) => json.t);
    expect(await kinds(held)).toEqual(['tick']);
    expect(await kinds({ ...held, seq: held.seq + 5 })).toEqual(['board']);
    expect(await kinds({ ...held, seq: 1 })).toEqual(['board']);
    expect(await kinds({ ...held, epoch: '00000000-0000-4000-8000-00000000dead' })).toEqual(['board']);
  });

  test('in the life before a restore gets the board', async () => {
    const server = await ordinaryServer();
    const held = await boardOf(server);
    await sql`update journal_head set epoch = gen_random_uuid()`.execute(server.database.db);
    await server.settle();
    const frames = await (await patient(server, query(held))).came();
    expect(frames.map(({ json }) => json.t)).toEqual(['board']);
  });
});
