import { describe, expect, test } from 'vitest';
import { DAY, MINUTE } from '../../shared/practice/instant.ts';
import type { Invitation } from '../../shared/wire/people.ts';
import { startMailServer } from '../support/mailing.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { createStaffClient, PASSWORD, signInOffice, signInPerson, type StaffClient } from '../support/staff-client.ts';

const ASHA = { name: 'Asha Lead', email: 'asha@practice.example', role: 'lead', branches: ['clayton'] } as const;

async function openOffice({ withMail = false } = {}) {
  const mails = await startMailServer();
  const server = await startTestServer({ config: { mail: withMail ? mails.settings() : null } });
  return { mails, server, office: await signInOffice(server) };
}

async function invite(office: StaffClient, by: Invitation['by']): Promise<Invitation> {
  const answer = await office.send('POST', '/api/v1/people', { ...ASHA, by });
  if (answer.statusCode !== 201) throw new Error(`not invited: ${answer.body}`);
  return answer.json<Invitation>();
}

const tokenIn = (text = '') => /\/set-up#([\w-]+)/.exec(text)?.[1];

function setUp(server: TestServer, token: string | undefined) {
  const body = { token, email: ASHA.email, password: PASSWORD };
  return createStaffClient(server).send('POST', '/api/v1/set-up', body);
}

function trade(server: TestServer, code: string, address = '192.0.2.77') {
  return createStaffClient(server, { address }).send('POST', '/api/v1/set-up/code', { code });
}

describe('an invitation by mail', () => {
  test('goes to the person, is good for a week, and is shown to nobody else', async () => {
    const { mails, server, office } = await openOffice({ withMail: true });
    expect((await office.get('/api/v1/people')).json().mail).toEqual({ sends: true });
    const answer = await office.send('POST', '/api/v1/people', { ...ASHA, by: 'mail' });
    expect(answer.json()).toMatchObject({ by: 'mail', setUp: null, expiresAt: '2020-01-07T09:00:00.000Z' });
    expect(answer.body).not.toContain('bb_');
    await server.mailing.look();
    const [mail] = mails.received;
    expect(mail?.to).toEqual([ASHA.email]);
    expect(mail?.raw).toContain('It works once, until 9am on Tuesday 7 January 2020');
    const token = tokenIn(mail?.raw);
    server.clock.advance(7 * DAY - MINUTE);
    expect((await setUp(server, token)).statusCode).toBe(201);
    expect((await setUp(server, token)).statusCode).toBe(404);
  });

  test('is looked at by mail scanners and is still good: no GET uses it up', async () => {
    const { mails, server, office } = await openOffice({ withMail: true });
    await invite(office, 'mail');
    await server.mailing.look();
    const token = tokenIn(mails.received[0]?.raw);
    for (let scan = 0; scan < 3; scan += 1) {
      const page = await fetch(`${server.origin}/set-up#${token}`);
      expect(page.status).toBe(200);
      expect(page.headers.get('set-cookie')).toBeNull();
      for (const method of ['GET', 'HEAD'] as const) {
        for (const path of ['/api/v1/set-up', '/api/v1/set-up/question', '/api/v1/set-up/code', `/set-up/${token}`]) {
          const { status } = await fetch(`${server.origin}${path}?token=${token}`, { method });
          expect([404, 405]).toContain(status);
        }
      }
    }
    // One that runs the page's script asks whose the link is, and no more.
    await createStaffClient(server).send('POST', '/api/v1/set-up/question', { token });
    expect((await setUp(server, token)).statusCode).toBe(201);
  });

  test('is refused where no mail goes out, and nobody is added', async () => {
    const { server, office } = await openOffice();
    const answer = await office.send('POST', '/api/v1/people', { ...ASHA, by: 'mail' });
    expect(answer.json()).toMatchObject({ code: 'bad-request', faults: [{ path: '/by' }] });
    expect((await office.get('/api/v1/people')).json().people).toHaveLength(1);
    expect(await server.database.db.selectFrom('mail_outbox').selectAll().execute()).toEqual([]);
  });

  test('in place of another ends that one', async () => {
    const { mails, server, office } = await openOffice({ withMail: true });
    const { person, setUp: shown } = await invite(office, 'link');
    await office.send('POST', `/api/v1/people/${person.id}/set-up`, { by: 'mail' });
    await server.mailing.look();
    expect((await setUp(server, tokenIn(shown?.url))).statusCode).toBe(404);
    expect((await setUp(server, tokenIn(mails.received[0]?.raw))).statusCode).toBe(201);
  });
});

test('a link that is shown is good for a day, as before, and has no code', async () => {
  const { server, office } = await openOffice();
  const { setUp: shown } = await invite(office, 'link');
  expect(shown).toMatchObject({ code: null, expiresAt: '2020-01-01T09:00:00.000Z' });
  server.clock.advance(DAY);
  expect((await setUp(server, tokenIn(shown?.url))).statusCode).toBe(404);
});

describe('the code of a printed invitation', () => {
  test('stands for its link, however it is typed, for a week, and once', async () => {
    const { server, office } = await openOffice();
    const { setUp: sheet } = await invite(office, 'sheet');
    expect(sheet?.code).toMatch(/^[B-DF-HJKMNPR-TV-Z]{4}(-[B-DF-HJKMNPR-TV-Z]{4}){2}$/);
    server.clock.advance(7 * DAY - MINUTE);
    const code = sheet?.code ?? '';
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')} `]) {
      expect((await trade(server, typed)).json()).toEqual({ token: tokenIn(sheet?.url) });
    }
    expect((await setUp(server, tokenIn(sheet?.url))).statusCode).toBe(201);
    const used = await trade(server, code);
    const unknown = await trade(server, 'BCDF-GHJK-MNPR');
    expect([used.statusCode, unknown.statusCode]).toEqual([404, 404]);
    expect(used.json()).toEqual(unknown.json());
  });

  test('is too old with its link', async () => {
    const { server, office } = await openOffice();
    const { setUp: sheet } = await invite(office, 'sheet');
    server.clock.advance(7 * DAY);
    expect((await trade(server, sheet?.code ?? '')).statusCode).toBe(404);
  });

  test('is tried five times, then less and less often, and others are not kept out by that', async () => {
    const { server, office } = await openOffice();
    const { setUp: sheet } = await invite(office, 'sheet');
    for (let n = 0; n < 5; n += 1) expect((await trade(server, 'BCDF-GHJK-MNPR')).statusCode).toBe(404);
    const early = await trade(server, sheet?.code ?? '');
    expect(early.statusCode).toBe(429);
    expect(Number(early.headers['retry-after'])).toBeGreaterThan(0);
    expect((await trade(server, sheet?.code ?? '', '198.51.100.7')).statusCode).toBe(200);
    server.clock.advance(Number(early.headers['retry-after']) * 1000);
    expect((await trade(server, sheet?.code ?? '')).statusCode).toBe(200);
  });

  test('is kept as a digest alone, and a refused one is in the access log without what was typed', async () => {
    const { server, office } = await openOffice();
    const { setUp: sheet } = await invite(office, 'sheet');
    await trade(server, 'BCDF-GHJK-MNPR');
    const { db } = server.database;
    const rows = [
      await db.selectFrom('set_up').selectAll().execute(),
      await db.selectFrom('access_log').selectAll().execute(),
    ];
    const text = JSON.stringify(rows);
    expect(text).toContain('code-refused');
    expect(text).not.toContain('BCDF');
    expect(text).not.toContain(sheet?.code);
    expect(text).not.toContain(tokenIn(sheet?.url));
  });
});

test('who gets another role or other branches is told by mail, and who has no account yet is not', async () => {
  const { mails, server, office } = await openOffice({ withMail: true });
  const { id } = await signInPerson(server, office);
  const waits = await office.send('POST', '/api/v1/people', { ...ASHA, name: 'Bo', email: 'bo@practice.example' });
  const bo = waits.json<Invitation>().person.id;
  const change = { role: 'lead', branches: ['yaxham'], leaving: null };
  await office.send('PUT', `/api/v1/people/${id}`, { ...change, branches: ['clayton'] });
  await office.send('PUT', `/api/v1/people/${bo}`, change);
  await office.send('PUT', `/api/v1/people/${id}`, change);
  await server.mailing.look();
  expect(mails.received.map(({ to }) => to)).toEqual([[ASHA.email]]);
  expect(mails.received[0]?.raw).toMatch(/Subject: .*: Your account was changed\r\n/);
});
