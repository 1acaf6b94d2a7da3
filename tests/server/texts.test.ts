import { describe, expect, test } from 'vitest';
import { DAY, MINUTE, SECOND, toIso } from '../../shared/practice/instant.ts';
import { ask } from '../support/postgres-processes.ts';
import { NINE, startTestServer } from '../support/running-server.ts';
import { ASHA_NUMBER, ASHA_PHONE, CALLBACK_TOKEN, codeIn, OFFICE_NUMBER, openPractice } from '../support/texting.ts';

const TEXT = { id: 'one', source_number: ASHA_NUMBER, message: 'CLAYTON DOWN' };

describe('a text that says a branch is down', () => {
  test('is on the board at once, by the name of who sent it, and is answered by what the board shows', async () => {
    const practice = await openPractice();
    practice.server.clock.advance(92 * MINUTE);
    expect(await practice.text('CLAYTON DOWN')).toBe('stored');
    expect(practice.internet()).toBe('down');
    expect(await practice.reports()).toMatchObject([
      { name: 'Asha Lead', via: 'text', behalf: false, it: { internet: 'down' } },
    ]);
    expect(await practice.newest()).toBe('Internet down. By text.');
    expect(await practice.answered(1)).toBe('Clayton: internet down since 10:32am. 17 of 18 work.');
    expect(practice.notify.sent[0]?.to).toBe('+447700900123');
    expect(practice.notify.wrong).toEqual([]);
  });

  test('is nothing that patients can tell from a report by page', async () => {
    const practice = await openPractice();
    await practice.text('CLAYTON DOWN');
    const board = await (await practice.server.fetch('/api/v1/board')).text();
    expect(board).toContain('internet-down');
    expect(/"via"|by text[.,]|Asha/i.test(board)).toBe(false);
  });

  test('by operations is on behalf of the branch', async () => {
    const practice = await openPractice();
    const people = (await practice.office.get('/api/v1/people')).json();
    const body = { role: 'admin', branches: [], leaving: null, phone: OFFICE_NUMBER };
    expect((await practice.office.send('PUT', `/api/v1/people/${people.you}`, body)).statusCode).toBe(200);
    expect(await practice.text('yaxham no internet', { source_number: OFFICE_NUMBER })).toBe('stored');
    expect(await practice.reports('yaxham')).toMatchObject([{ name: 'Office Mo', via: 'text', behalf: true }]);
  });

  test('of another branch than one’s own changes nothing, and says so', async () => {
    const practice = await openPractice();
    expect(await practice.text('YAXHAM DOWN')).toBe('not-allowed');
    expect(practice.internet('yaxham')).toBe('working');
    expect(await practice.reports('yaxham')).toEqual([]);
    expect(await practice.answered(1)).toBe('You cannot report for Yaxham. Nothing was changed. You can for Clayton.');
  });

  test('needs no name from the lead of one branch, and needs one from the lead of two', async () => {
    const practice = await openPractice();
    expect(await practice.text('down')).toBe('stored');
    const two = { role: 'lead', branches: ['clayton', 'yaxham'], leaving: null };
    await practice.office.send('PUT', `/api/v1/people/${practice.asha}`, two);
    expect(await practice.text('down')).toBe('not-understood');
    expect(await practice.answered(2)).toBe(
      'Which branch? Nothing was changed. Text its name first, as in CLAYTON DOWN.',
    );
  });

  test('that was not understood changes nothing, and is answered by an example', async () => {
    const practice = await openPractice();
    expect(await practice.text('CLAYTON NOT DOWN')).toBe('not-understood');
    expect(practice.internet()).toBe('working');
    expect(await practice.answered(1)).toBe(
      'We are not sure what you mean, and changed nothing. Text CLAYTON DOWN, CLAYTON UP or CLAYTON GP 4/8.',
    );
  });

  test('HELP is answered', async () => {
    const practice = await openPractice();
    expect(await practice.text('help')).toBe('help');
    expect(await practice.answered(1)).toMatch(/^Text CLAYTON DOWN, CLAYTON UP or CLAYTON GP 4\/8/);
  });
});

describe('a text that comes late', () => {
  test('counts from when it was sent, and does not undo what was said later', async () => {
    const practice = await openPractice();
    practice.server.clock.advance(30 * MINUTE);
    await practice.server.say('clayton', { it: { internet: 'working' } });
    practice.server.clock.advance(MINUTE);
    expect(await practice.text('CLAYTON DOWN', { date_received: toIso(NINE + 20 * MINUTE) })).toBe('stored');
    expect(practice.internet()).toBe('working');
    expect(await practice.answered(1)).toBe(
      'Somebody has reported later than your text. Clayton: internet working. 18 of 18 work.',
    );
    expect((await practice.reports())[0]?.['at']).toEqual(new Date(NINE + 20 * MINUTE));
  });

  test.each([
    ['in the future', toIso(NINE + DAY)],
    ['nowhere in time', 'yesterday'],
    ['missing', undefined],
  ])('and whose time is %s counts from its arrival', async (_case, date_received) => {
    const practice = await openPractice();
    expect(
      await practice.text('CLAYTON DOWN', date_received === undefined ? { date_received: '' } : { date_received }),
    ).toBe('stored');
    expect((await practice.reports())[0]?.['at']).toEqual(new Date(practice.server.clock.now() - 100));
  });

  test('by more than two days is not acted on', async () => {
    const practice = await openPractice();
    const date_received = toIso(practice.server.clock.now() - 2 * DAY - SECOND);
    expect(
      await practice.text('CLAYTON DOWN', date_received === undefined ? { date_received: '' } : { date_received }),
    ).toBe('too-old');
    expect(practice.internet()).toBe('working');
  });
});

describe('a text that is delivered more than once', () => {
  test('is taken once and answered as it was, also when both come together', async () => {
    const practice = await openPractice();
    const answers = await Promise.all([1, 2, 3].map(() => practice.deliver(TEXT)));
    expect(answers.map((answer) => [answer.statusCode, answer.json()])).toEqual(
      [1, 2, 3].map(() => [200, { id: 'one', outcome: 'stored' }]),
    );
    await practice.server.settle();
    expect((await practice.deliver({ ...TEXT, message: 'CLAYTON UP' })).json()).toEqual({
      id: 'one',
      outcome: 'stored',
    });
    expect(await practice.reports()).toHaveLength(1);
    await practice.answered(1);
    expect(await ask(practice.server.connectionString, 'select count(*)::int as n from text_outbox')).toEqual([
      { n: 1 },
    ]);
  });

  test('keeps neither its number nor its words', async () => {
    const practice = await openPractice();
    await practice.text('clayton internet is totally down');
    await practice.answered(1);
    const rows = await ask(
      practice.server.connectionString,
      'select inbound_text::text as row from inbound_text union all select text_outbox::text from text_outbox',
    );
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/7700|totally|Clayton/);
  });
});

describe('a number that is nobody’s', () => {
  test.each([
    ['a stranger', '447700900555'],
    ['a name in place of a number', 'BANK'],
    ['a short code', '60777'],
  ])('of %s changes nothing, is not answered, and its words are in no log', async (_case, source_number) => {
    const lines: string[] = [];
    const practice = await openPractice({
      config: { logLevel: 'debug', adminPort: 0 },
      logStream: { write: (line) => void lines.push(line) },
    });
    expect(await practice.text('CLAYTON DOWN zq7-words', { source_number })).toBe('unknown-number');
    expect(practice.internet()).toBe('working');
    await practice.text('help');
    await practice.answered(1);
    expect(practice.notify.sent.map(({ to }) => to)).toEqual(['+447700900123']);
    const log = lines.join('');
    expect(log).toContain('unknown-number');
    expect(log).not.toMatch(/zq7|7700900|BANK|60777/);
    const metrics = await (await fetch(`${practice.server.adminOrigin}/metrics`)).text();
    expect(metrics).toContain('branchboard_texts_total{outcome="unknown-number"} 1');
  });

  test('is that of somebody who has left, or whose number was taken away', async () => {
    const practice = await openPractice();
    const change = (more: object) =>
      practice.office.send('PUT', `/api/v1/people/${practice.asha}`, {
        role: 'lead',
        branches: ['clayton'],
        leaving: null,
        ...more,
      });
    await change({ leaving: toIso(practice.server.clock.now()) });
    expect(await practice.text('CLAYTON DOWN')).toBe('unknown-number');
    await change({ phone: null });
    expect(await practice.text('CLAYTON DOWN')).toBe('unknown-number');
    await change({ phone: ASHA_PHONE });
    expect(await practice.text('CLAYTON DOWN')).toBe('stored');
  });
});

describe('who hands a text on', () => {
  test('shows the token of the callback, and nothing else will do', async () => {
    const practice = await openPractice();
    const operations = await practice.server.token();
    for (const [token, status] of [
      ['nonsense', 401],
      [`${CALLBACK_TOKEN}x`, 401],
      [operations, 403],
    ] as const) {
      expect([token, (await practice.deliver(TEXT, token)).statusCode]).toEqual([token, status]);
    }
    const headers = { authorization: `Bearer ${CALLBACK_TOKEN}` };
    expect((await practice.server.fetch('/api/v1/staff/board', headers)).status).toBe(403);
    expect(await practice.reports()).toEqual([]);
  });

  test('is told when no texts are set up', async () => {
    const server = await startTestServer();
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/v1/texts/inbound',
      headers: { authorization: `Bearer ${CALLBACK_TOKEN}` },
      payload: TEXT,
    });
    expect(answer.statusCode).toBe(404);
    expect(answer.json().detail).toContain('NOTIFY_CALLBACK_TOKEN');
  });

  test('may send more than we know of, and not less', async () => {
    const practice = await openPractice();
    expect((await practice.deliver({ ...TEXT, notify_number_id: 'new' })).statusCode).toBe(200);
    const { message: _message, ...less } = TEXT;
    expect((await practice.deliver(less)).json()).toMatchObject({ status: 400, faults: [{ path: '/message' }] });
    expect((await practice.deliver({ ...TEXT, message: 'x'.repeat(20_000) })).statusCode).toBe(413);
  });

  test('is held up in a loop', async () => {
    const practice = await openPractice();
    const statuses = new Set<number>();
    for (let n = 0; n < 241; n += 1) statuses.add((await practice.deliver({ ...TEXT, source_number: '1' })).statusCode);
    expect([...statuses]).toEqual([200, 429]);
  });
});

describe('counts of GPs by text', () => {
  test('that are worse act at once; a known illness stays, and none is guessed', async () => {
    const practice = await openPractice();
    await practice.server.say('clayton', { gps: { expected: 8, offSick: 1, away: 0, locums: 0 } });
    expect(await practice.text('CLAYTON GP 4/8')).toBe('stored');
    expect(await practice.reports()).toMatchObject([{ gps: { expected: 8, offSick: 1, away: 3, locums: 0 } }]);
    expect(await practice.answered(1)).toBe('Clayton: 4 of 8 GPs in. 17 of 18 work.');
    expect(await practice.newest()).toBe('GPs 4 of 8 in, 1 off sick, 3 away. By text.');
  });

  test('that are better wait for the code', async () => {
    const practice = await openPractice();
    await practice.server.say('clayton', { gps: { expected: 8, offSick: 4, away: 0, locums: 0 } });
    expect(await practice.text('clayton 8 of 8 doctors')).toBe('waits');
    const asked = await practice.answered(1);
    expect(asked).toMatch(
      /^Reply \d{6} to confirm Clayton: 8 of 8 GPs in\. Until then the board says: 4 of 8 GPs in\.$/,
    );
    expect(await practice.reports()).toEqual([]);
    expect(await practice.text(codeIn(asked))).toBe('confirmed');
    expect(await practice.answered(2)).toBe('Confirmed. Clayton: 8 of 8 GPs in. 18 of 18 work.');
  });
});
