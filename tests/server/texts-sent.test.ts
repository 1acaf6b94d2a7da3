import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { ask } from '../support/postgres-processes.ts';
import { startTestServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';
import { openPractice, type Practice } from '../support/texting.ts';

const outbox = ({ server }: Practice) =>
  ask(
    server.connectionString,
    'select body is null as forgotten, tries, next_try_at is null as closed from text_outbox',
  );

async function look(practice: Practice, after: number): Promise<void> {
  practice.server.clock.advance(after);
  await practice.server.texting.look();
}

describe('an answer by text', () => {
  test('is tried again, later each time, while Notify cannot take it', async () => {
    const practice = await openPractice();
    practice.notify.willAnswer({ status: 500 }, { status: 429 }, { status: 403 });
    await practice.text('help');
    await practice.server.texting.look();
    expect(practice.notify.tries()).toBe(1);
    for (const [after, tries] of [
      [4 * SECOND, 1],
      [SECOND, 2],
      [9 * SECOND, 2],
      [SECOND, 3],
      [19 * SECOND, 3],
      [SECOND, 4],
      [HOUR, 4],
    ] as const) {
      await look(practice, after);
      expect([after, practice.notify.tries()]).toEqual([after, tries]);
    }
    expect(practice.notify.sent).toHaveLength(1);
    expect(await outbox(practice)).toEqual([{ forgotten: true, tries: 4, closed: true }]);
  });

  test('is given up when Notify will never take it, or after an hour, with a line that names nobody', async () => {
    const lines: string[] = [];
    const practice = await openPractice({
      config: { logLevel: 'info' },
      logStream: { write: (line) => void lines.push(line) },
    });
    practice.notify.willAnswer({
      status: 400,
      body: { errors: [{ error: 'BadRequestError', message: 'to 07700900123' }] },
    });
    await practice.text('help');
    await practice.server.texting.look();
    practice.notify.willAnswer(...Array.from({ length: 40 }, () => ({ status: 503 })));
    await practice.text('CLAYTON DOWN');
    for (let n = 0; n < 30; n += 1) await look(practice, 5 * MINUTE);
    expect(practice.notify.sent).toEqual([]);
    expect((await outbox(practice)).map(({ closed }) => closed)).toEqual([true, true]);
    const given = lines.filter((line) => line.includes('a text was given up')).map((line) => JSON.parse(line));
    expect(given).toMatchObject([
      { reason: 'BadRequestError', status: 400, tries: 1 },
      { reason: 'too-late', status: null },
    ]);
    expect(lines.join('')).not.toMatch(/7700900123|Clayton: internet/);
  });

  test('that was not sent when a server died is sent by the next', async () => {
    const practice = await openPractice();
    practice.notify.willAnswer({ status: 500 });
    await practice.text('help');
    await practice.server.texting.look();
    await practice.server.stop();
    const { server, config } = practice;
    const at = server.clock.now() + 10 * SECOND;
    const next = await startTestServer({ connectionString: server.connectionString, at, config });
    await next.texting.look();
    expect(practice.notify.sent).toHaveLength(1);
  });

  test('that Notify does not answer holds up no stop, and is sent by the next start', async () => {
    const practice = await openPractice();
    practice.notify.willAnswer({ status: 0 });
    await practice.text('help');
    await until('Notify has it', () => practice.notify.tries() === 1);
    await practice.server.stop();
    // It was put off in order, by a server that still had its database.
    expect(await outbox(practice)).toEqual([{ forgotten: false, tries: 1, closed: false }]);
    const at = practice.server.clock.now() + 6 * SECOND;
    const { config } = practice;
    const next = await startTestServer({ connectionString: practice.server.connectionString, at, config });
    await next.texting.look();
    expect(practice.notify.sent).toHaveLength(1);
  });

  test('goes to nobody who was removed, and to the number somebody has now', async () => {
    const practice = await openPractice();
    practice.notify.willAnswer({ status: 500 });
    await practice.text('help');
    await practice.server.texting.look();
    const moved = { role: 'lead', branches: ['clayton'], leaving: null, phone: '07700 900777' };
    await practice.office.send('PUT', `/api/v1/people/${practice.asha}`, moved);
    await look(practice, 10 * SECOND);
    expect(practice.notify.sent.map(({ to }) => to)).toEqual(['+447700900777']);
    practice.notify.willAnswer({ status: 500 });
    await practice.text('help', { source_number: '447700900777' });
    await practice.server.texting.look();
    await practice.office.send('DELETE', `/api/v1/people/${practice.asha}`);
    await look(practice, 10 * SECOND);
    expect(practice.notify.sent).toHaveLength(1);
  });

  test('is one of twenty in an hour: whoever forges a number does not make us flood it', async () => {
    const practice = await openPractice();
    for (let n = 0; n < 25; n += 1) expect(await practice.text('help')).toBe('help');
    await practice.server.texting.look();
    expect(practice.notify.sent).toHaveLength(20);
    expect(await practice.text('CLAYTON DOWN')).toBe('stored');
    await look(practice, HOUR);
    await practice.text('help');
    await practice.server.texting.look();
    expect(practice.notify.sent).toHaveLength(21);
  });

  test('is not written where none can be sent; the text counts all the same', async () => {
    const practice = await openPractice({ config: { notifyApiKey: null, notifyTemplateId: null } });
    expect((await practice.office.get('/api/v1/people')).json().texts).toEqual({ receives: true, sends: false });
    expect(await practice.text('CLAYTON DOWN')).toBe('stored');
    await look(practice, MINUTE);
    expect(await outbox(practice)).toEqual([]);
    expect(practice.internet()).toBe('down');
  });
});
