import { PassThrough } from 'node:stream';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { createLineLog } from '../../server/platform/line-log.ts';
import { startTestServer } from '../support/running-server.ts';

test('a start and a stop are told in the shape of every line: level, UTC time, message', async () => {
  const lines: string[] = [];
  const logStream = { write: (line: string) => void lines.push(line) };
  const server = await startTestServer({ config: { logLevel: 'info', adminPort: 0 }, logStream });
  await server.stop();
  const told = lines.map((line) => JSON.parse(line));
  for (const line of told) {
    expect(line).toMatchObject({ level: expect.stringMatching(/^(info|warn)$/), msg: expect.any(String) });
    expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  }
  const { origin, adminOrigin } = server;
  expect(told).toContainEqual(expect.objectContaining({ msg: 'started', origin, admin: adminOrigin }));
  expect(told.map(({ msg }) => msg).filter((msg) => msg.startsWith('stop'))).toEqual(['stopping', 'stopped']);
});

test('what runs beside the server logs in the same shape, an error with its words, and all of it in one line', () => {
  const stream = new PassThrough();
  createLineLog(stream).warn({ err: new Error('lost\n{"level":"forged"}') }, 'the database\nis away');
  const text = String(stream.read());
  expect(text.trimEnd().split('\n')).toHaveLength(1);
  expect(JSON.parse(text)).toEqual({
    level: 'warn',
    time: expect.stringMatching(/Z$/),
    err: { type: 'Error', message: 'lost\n{"level":"forged"}', stack: expect.stringContaining('log.test.ts') },
    msg: 'the database\nis away',
  });
});

test('what the database says of the rows that broke its rules is never logged', async () => {
  const lines: string[] = [];
  const logStream = { write: (line: string) => void lines.push(line) };
  const server = await startTestServer({ config: { logLevel: 'info', adminPort: 0 }, logStream });
  const twice = sql`insert into actor (id, kind, name) values (${SYSTEM_ACTOR}, 'person', 'Marker Surname')`;
  const refused = await twice.execute(server.database.db).catch((error: unknown) => error);
  expect(refused).toMatchObject({ detail: expect.stringContaining(SYSTEM_ACTOR) });
  server.app.log.error({ err: new Error('not stored', { cause: refused }) }, 'a write failed');
  const told = lines.find((line) => line.includes('a write failed')) ?? '';
  expect(JSON.parse(told).err).toMatchObject({
    message: 'not stored',
    cause: { code: '23505', constraint: 'actor_pkey', message: expect.stringContaining('duplicate key') },
  });
  expect(told).not.toContain(SYSTEM_ACTOR);
  expect(told).not.toContain('detail');
});
