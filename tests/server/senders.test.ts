import { describe, expect, test } from 'vitest';
import type { NewSender, Senders } from '../../shared/wire/senders.ts';
import { ask } from '../support/postgres-processes.ts';
import { runCommand } from '../support/run-command.ts';
import { startTestServer } from '../support/running-server.ts';
import { signInOffice } from '../support/staff-client.ts';

const SENDERS = '/api/v1/senders';
const TOKEN = /^bbs_[\w-]{43}$/;

async function openOffice() {
  const server = await startTestServer();
  const office = await signInOffice(server);
  return {
    server,
    office,
    issue: (branch: string | null) => office.send('POST', SENDERS, { branch }),
    list: async () => (await office.get(SENDERS)).json<Senders>().senders,
  };
}

describe('the token of a sender', () => {
  test('is shown once, and only its digest is kept', async () => {
    const { server, issue, list } = await openOffice();
    const answer = await issue('clayton');
    expect(answer.statusCode).toBe(201);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { sender, token } = answer.json<NewSender>();
    expect(token).toMatch(TOKEN);
    const createdAt = new Date(server.clock.now()).toISOString();
    expect(sender).toEqual({ id: sender.id, branch: 'clayton', createdAt, lastBeatAt: null });
    expect(await list()).toEqual([sender]);
    const rows = await ask(server.connectionString, 'select sender_token::text as row from sender_token');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify([await list(), rows])).not.toContain(token.slice(4));
  });

  test('can be rotated: two are valid at a time, a third is refused, also when both are asked for at once', async () => {
    const { office, issue, list } = await openOffice();
    const answers = await Promise.all([issue('clayton'), issue('clayton'), issue('clayton')]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 201, 400]);
    expect((await issue('clayton')).json().faults).toEqual([
      {
        path: '/branch',
        message: 'two tokens are valid already. Revoke the one that is no longer used, then make a new one.',
      },
    ]);
    expect((await issue('yaxham')).statusCode).toBe(201);
    const old = (await list()).find(({ branch }) => branch === 'clayton');
    expect((await office.send('DELETE', `${SENDERS}/${old?.id}`)).statusCode).toBe(204);
    expect((await issue('clayton')).statusCode).toBe(201);
  });

  test('of the canary belongs to no branch, and has two as well', async () => {
    const { issue, list } = await openOffice();
    const statuses = [await issue(null), await issue(null), await issue(null)].map(({ statusCode }) => statusCode);
    expect(statuses).toEqual([201, 201, 400]);
    expect((await list()).map(({ branch }) => branch)).toEqual([null, null]);
  });

  test.each<[string, object]>([
    ['a branch that is not there', { branch: 'nowhere' }],
    ['nothing', {}],
    ['more than it knows', { branch: 'clayton', name: 'PC 1' }],
  ])('is not made for %s', async (_case, body) => {
    const { office, list } = await openOffice();
    expect((await office.send('POST', SENDERS, body)).statusCode).toBe(400);
    expect(await list()).toEqual([]);
  });

  test('that is not there cannot be revoked', async () => {
    const { office } = await openOffice();
    const gone = `${SENDERS}/00000000-0000-4000-8000-0000000000aa`;
    expect((await office.send('DELETE', gone)).json()).toMatchObject({ status: 404, code: 'not-found' });
  });

  test.each([
    ['clayton', 'the sender of clayton', 'clayton'],
    ['canary', 'the canary', null],
  ])('for %s is printed by the command, alone on standard output', async (name, words, branch) => {
    const { server, list } = await openOffice();
    const ran = await runCommand({ DATABASE_URL: server.connectionString }, 'token', '--sender', name);
    expect(ran).toMatchObject({ code: 0, output: expect.stringMatching(/^bbs_[\w-]{43}\n$/) });
    expect(ran.errors).toContain(`A token for ${words}, valid until it is revoked. It is shown this once:\n`);
    expect(ran.errors).not.toContain(ran.output.trim());
    expect(await list()).toMatchObject([{ branch }]);
  });
});
