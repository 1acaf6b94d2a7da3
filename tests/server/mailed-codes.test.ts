import { describe, expect, test } from 'vitest';
import type { Config } from '../../server/platform/config.ts';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import type { Session } from '../../shared/wire/session.ts';
import { startMailServer, waitingMails } from '../support/mailing.ts';
import { addApp, mailedCode, passwordStep } from '../support/second-factor.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { createStaffClient, PASSWORD, signInOffice, signInPerson, type StaffClient } from '../support/staff-client.ts';

const OFFICE = 'office@practice.example';
const ASHA = 'asha@practice.example';
const NOBODY = 'nobody@practice.example';
/** Mails wait: nobody is there to take them. */
const AWAY: Config['mail'] = {
  kind: 'smtp',
  url: 'smtp://127.0.0.1:9',
  from: { name: 'Branchboard', address: 'status@practice.example' },
};

async function practice(mail = AWAY) {
  const server = await startTestServer({ config: { mail } });
  const office = await signInOffice(server);
  const { client: lead } = await signInPerson(server, office);
  return { server, office, lead };
}

const ask = (client: StaffClient, body: object, address?: string) =>
  client.send('POST', '/api/v1/session/mail-code', body, { ...(address && { address }) });

function enter(client: StaffClient, step: string, code: string | null) {
  return client.send('POST', '/api/v1/session/code', { step, way: 'mail', code: code ?? '' });
}

async function mailsTo({ database }: TestServer): Promise<string[]> {
  const rows = await database.db.selectFrom('mail_outbox').select('recipient').orderBy('made_at').execute();
  return rows.map(({ recipient }) => recipient);
}

describe('a code by mail', () => {
  test('signs a lead in without a password, once', async () => {
    const { server } = await practice();
    const phone = createStaffClient(server);
    const asked = await ask(phone, { email: ' Asha@Practice.example ' });
    expect([asked.statusCode, asked.headers['cache-control']]).toEqual([202, 'no-store']);
    const code = await mailedCode(server, ASHA);
    expect(code).toMatch(/^\d{8}$/);
    const entered = await enter(phone, asked.json().step, `${code?.slice(0, 4)} ${code?.slice(4)}`);
    expect(entered.json<Session>()).toMatchObject({ name: 'Asha Lead', role: 'lead', needs: null });
    expect((await phone.get('/api/v1/staff/board')).statusCode).toBe(200);
    expect((await enter(createStaffClient(server), asked.json().step, code)).statusCode).toBe(401);
  });

  test('goes out by the mail server, and stays in no table', async () => {
    const mails = await startMailServer();
    const { server } = await practice(mails.settings());
    await ask(createStaffClient(server), { email: ASHA });
    const code = await mailedCode(server, ASHA);
    await server.mailing.look();
    expect(mails.received.map(({ to }) => to)).toEqual([[ASHA]]);
    expect(mails.received[0]?.raw).toContain(code);
    const { db } = server.database;
    const rows = [await db.selectFrom('sign_in_step').selectAll().execute(), await mailsTo(server)];
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${code}|${ASHA}`));
  });

  test('works where it was asked for and nowhere else, for ten minutes, and for five tries', async () => {
    const { server } = await practice();
    const [phone, thief] = [createStaffClient(server), createStaffClient(server, { address: '198.51.100.7' })];
    const { step } = (await ask(phone, { email: ASHA })).json();
    const code = await mailedCode(server, ASHA);
    const other = (await ask(thief, { email: ASHA })).json();
    expect((await enter(thief, other.step, code)).statusCode).toBe(401);
    server.clock.advance(10 * MINUTE);
    expect((await enter(phone, step, code)).statusCode).toBe(401);

    server.clock.advance(15 * MINUTE);
    const again = (await ask(phone, { email: ASHA })).json();
    const right = await mailedCode(server, ASHA);
    for (let tries = 0; tries < 5; tries += 1) {
      server.clock.advance(30 * SECOND);
      expect((await enter(phone, again.step, '00000000')).statusCode).toBe(401);
    }
    server.clock.advance(2 * MINUTE);
    expect((await enter(phone, again.step, right)).statusCode).toBe(401);
  });

  test.each([
    ['somebody of operations', OFFICE],
    ['nobody', NOBODY],
    ['what is no address', 'nobody'],
  ])('is not sent to %s, and whoever asks is told the same', async (_case, email) => {
    const { server } = await practice();
    const client = createStaffClient(server);
    const known = await ask(client, { email: ASHA });
    const before = await mailsTo(server);
    const other = await ask(client, { email });
    expect([other.statusCode, other.body.length]).toEqual([known.statusCode, known.body.length]);
    expect(Object.keys(other.headers)).toEqual(Object.keys(known.headers));
    expect(await mailsTo(server)).toEqual(before);
    // And what they type next is refused in the same words.
    const [wrong, nobodys] = [
      await enter(client, known.json().step, '00000000'),
      await enter(client, other.json().step, '00000000'),
    ];
    expect([nobodys.statusCode, nobodys.body]).toEqual([wrong.statusCode, wrong.body]);
  });

  test('writes as many rows for nobody as for somebody, so that neither answer is the quicker', async () => {
    const { server } = await practice();
    const client = createStaffClient(server);
    const count = async () => {
      const { db } = server.database;
      const steps = await db.selectFrom('sign_in_step').select('id').execute();
      return steps.length + (await mailsTo(server)).length;
    };
    const rows = [await count()];
    await ask(client, { email: ASHA });
    rows.push(await count());
    await ask(client, { email: NOBODY });
    rows.push(await count());
    const [none = 0, known = 0, unknown = 0] = rows;
    expect(known - none).toBe(2);
    expect(unknown - known).toBe(2);
  });

  test('fills nobody’s mailbox, whether there is one or not', async () => {
    const { server } = await practice();
    for (const email of [ASHA, NOBODY]) {
      const statuses: number[] = [];
      for (let asked = 0; asked < 7; asked += 1) {
        statuses.push((await ask(createStaffClient(server), { email }, `198.51.100.${asked}`)).statusCode);
      }
      expect(statuses).toEqual([202, 202, 202, 202, 202, 429, 429]);
    }
    expect(await mailsTo(server)).toHaveLength(5);
    // Nor does it keep its owner from signing in by a password.
    const answer = await createStaffClient(server).send('POST', '/api/v1/session', { email: ASHA, password: PASSWORD });
    expect(answer.statusCode).toBe(200);
  });

  test('is asked for beside the password of operations, who have no app', async () => {
    const { server } = await practice();
    const client = createStaffClient(server);
    const { step, ways } = await passwordStep(client, OFFICE);
    expect(ways).toEqual(['mail']);
    expect(await mailsTo(server)).toEqual([]);
    const asked = await ask(client, { step });
    const next = asked.json().step as string;
    expect(asked.statusCode).toBe(202);
    expect((await enter(client, step, await mailedCode(server, OFFICE))).statusCode).toBe(401);
    expect((await enter(client, next, await mailedCode(server, OFFICE))).statusCode).toBe(200);
    expect((await client.get('/api/v1/people')).statusCode).toBe(200);
  });

  test('stands in for an app that is not at hand', async () => {
    const { server, office } = await practice();
    await addApp(office, server);
    const client = createStaffClient(server);
    const { step, ways } = await passwordStep(client, OFFICE);
    expect(ways).toEqual(['app', 'mail', 'recovery']);
    const next = (await ask(client, { step })).json().step;
    expect((await enter(client, next, await mailedCode(server, OFFICE))).statusCode).toBe(200);
  });

  test('is not there where no mail goes out', async () => {
    const server = await startTestServer();
    const answer = await ask(createStaffClient(server), { email: ASHA });
    expect(answer.json()).toMatchObject({ code: 'not-found', detail: expect.stringMatching(/^No mail goes out/) });
  });
});

test('whose account was changed is told by mail', async () => {
  const { server, office } = await practice();
  await addApp(office, server);
  await office.send('POST', '/api/v1/account/recovery-codes', {});
  await office.send('PUT', '/api/v1/account/password', { password: 'pebble lantern orbit quince' });
  await office.send('DELETE', '/api/v1/account/app');
  const rows = await waitingMails(server);
  expect(rows).toHaveLength(4);
  expect(new Set(rows.map(({ recipient }) => recipient))).toEqual(new Set([OFFICE]));
  const whats = rows.map(({ mail }) => mail.kind === 'changed' && mail.what).toSorted();
  expect(whats).toEqual(['app-added', 'app-removed', 'password', 'recovery-codes']);
});
