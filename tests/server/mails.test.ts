import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../server/platform/config.ts';
import { startedText } from '../../server/started-text.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { createDataFolder } from '../support/data-folder.ts';
import { queue, startMailServer, TEST_QUEUE } from '../support/mailing.ts';
import { startTestServer, type TestServer, type TestServerOptions } from '../support/running-server.ts';
import { startNotify } from '../support/texting.ts';
import { until } from '../support/until.ts';

const ASHA = 'asha@practice.example';
const CODE = { kind: 'code', code: '482913' } as const;
const CHANGED = { kind: 'changed', what: 'passkey-added' } as const;

async function openMailing(options: TestServerOptions = {}) {
  const mails = await startMailServer();
  const server = await startTestServer({ ...options, config: { mail: mails.settings(), ...options.config } });
  return { mails, server };
}

const waiting = ({ database }: TestServer) => database.db.selectFrom('mail_outbox').selectAll().execute();

async function look(server: TestServer, after = 0): Promise<void> {
  server.clock.advance(after);
  await server.mailing.look();
}

describe('a mail', () => {
  test('goes out when what it tells of is there, and leaves nothing behind', async () => {
    const { mails, server } = await openMailing();
    expect(server.mailing.sends).toBe(true);
    await queue(server, ASHA, CODE);
    await look(server);
    expect(mails.received).toHaveLength(1);
    const [{ to, from, raw } = { to: [], from: '', raw: '' }] = mails.received;
    expect({ to, from }).toEqual({ to: [ASHA], from: 'status@practice.example' });
    const name = server.board.board().practice?.value.name;
    expect(raw).toContain(`Subject: ${name}: Your code is 482913\r\n`);
    expect(raw).toContain(`Your code to sign in to Branchboard of ${name} is 482913`);
    expect(raw).toMatch(/^From: Branchboard <status@practice\.example>\r$/m);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(raw).toMatch(/^Date: Tue, 31 Dec 2019 09:0\d:\d\d \+0000\r$/m);
    expect(raw).toMatch(/^Message-ID: <[\da-f-]{36}@practice\.example>\r$/m);
    expect(await waiting(server)).toEqual([]);
  });

  test('is not there when the transaction that it was queued in is not', async () => {
    const { mails, server } = await openMailing();
    const failing = server.database.db.transaction().execute(async (trx) => {
      await TEST_QUEUE.queue(trx, { to: ASHA, mail: CODE }, server.clock.now());
      throw new Error('it went wrong');
    });
    await expect(failing).rejects.toThrow('it went wrong');
    await look(server);
    expect(mails.received).toEqual([]);
  });

  test('waits while the mail server is away, is tried less and less often, and goes out when it is back', async () => {
    const { mails, server } = await openMailing();
    await mails.goAway();
    await queue(server, ASHA, CHANGED);
    await look(server);
    for (const [after, tries] of [
      [4 * SECOND, 1],
      [SECOND, 2],
      [9 * SECOND, 2],
      [SECOND, 3],
      [20 * SECOND, 4],
      [40 * SECOND, 5],
    ] as const) {
      await look(server, after);
      expect([after, (await waiting(server))[0]?.tries]).toEqual([after, tries]);
    }
    await mails.comeBack();
    await look(server, 5 * MINUTE);
    expect(mails.received.map(({ to }) => to)).toEqual([[ASHA]]);
    expect(await waiting(server)).toEqual([]);
  });

  test('is given up after a day, a code after ten minutes, with a line that tells neither what nor to whom', async () => {
    const lines: string[] = [];
    const logStream = { write: (line: string) => void lines.push(line) };
    const { mails, server } = await openMailing({ config: { logLevel: 'info' }, logStream });
    await mails.goAway();
    await queue(server, ASHA, CODE);
    await queue(server, 'mo@practice.example', CHANGED);
    await look(server);
    await look(server, 10 * MINUTE);
    expect((await waiting(server)).map(({ recipient }) => recipient)).toEqual(['mo@practice.example']);
    await look(server, DAY - 11 * MINUTE);
    expect(await waiting(server)).toHaveLength(1);
    await look(server, HOUR);
    expect(await waiting(server)).toEqual([]);
    const given = lines.filter((line) => line.includes('a mail was given up')).map((line) => JSON.parse(line));
    expect(given).toMatchObject([{ reason: 'too-late' }, { reason: 'too-late' }]);
    expect(lines.join('')).not.toMatch(/482913|asha|mo@/);
  });

  test('to an address that there is not is given up at once; with any other trouble it waits', async () => {
    const { mails, server } = await openMailing();
    mails.willMeet(550, 451);
    await queue(server, 'nobody@practice.example', CHANGED);
    await look(server);
    expect(await waiting(server)).toEqual([]);
    await queue(server, ASHA, CHANGED);
    await look(server);
    expect(await waiting(server)).toHaveLength(1);
    await look(server, 5 * SECOND);
    expect(mails.received).toHaveLength(1);
  });

  test('is not lost by a wrong password of the mail server, and goes out with the right one', async () => {
    const mails = await startMailServer();
    const server = await startTestServer({ config: { mail: mails.settings('board:wrong@') } });
    await queue(server, ASHA, CHANGED);
    await look(server);
    expect(await waiting(server)).toHaveLength(1);
    const { connectionString } = server;
    await server.stop();
    const at = server.clock.now() + 5 * SECOND;
    const next = await startTestServer({ connectionString, at, config: { mail: mails.settings('board:sec%2Fret@') } });
    await look(next);
    expect(mails.received).toHaveLength(1);
  });
});

describe('codes and links are handed to nobody in between', () => {
  async function trySending(mails: Awaited<ReturnType<typeof startMailServer>>): Promise<string> {
    const lines: string[] = [];
    const logStream = { write: (line: string) => void lines.push(line) };
    const server = await startTestServer({ config: { mail: mails.settings(), logLevel: 'warn' }, logStream });
    await queue(server, ASHA, CODE);
    await look(server);
    expect(mails.received).toEqual([]);
    expect(await waiting(server)).toHaveLength(1);
    return lines.join('');
  }

  test('a mail server whose certificate nobody vouches for gets no mail', async () => {
    expect(await trySending(await startMailServer({ secure: true }))).toMatch(/"reason":"(ETLS|ESOCKET)"/);
  });

  // Of the addresses of this machine only Linux answers at this one, which does not count as such.
  test.runIf(process.platform === 'linux')('a mail server elsewhere that does not offer TLS gets no mail', async () => {
    expect(await trySending(await startMailServer({ host: '127.0.0.2' }))).toMatch(/"reason":"ETLS"/);
  });
});

describe('of two instances', () => {
  test('one sends each mail', async () => {
    const { mails, server } = await openMailing();
    const { connectionString, clock } = server;
    const other = await startTestServer({ connectionString, at: clock.now(), config: { mail: mails.settings() } });
    for (let n = 0; n < 30; n += 1) await queue(server, `lead${n}@practice.example`, CHANGED);
    await Promise.all([server.mailing.look(), other.mailing.look()]);
    expect(mails.received).toHaveLength(30);
    expect(new Set(mails.received.flatMap(({ to }) => to)).size).toBe(30);
  });

  test('the second sends again what the first took and never marked: at least once, and both times the same mail', async () => {
    const { mails, server } = await openMailing();
    const { db } = server.database;
    await queue(server, ASHA, CHANGED);
    const [row] = await waiting(server);
    if (!row) throw new Error('nothing waits');
    await look(server);
    // As a crash between the mail server's answer and the mark leaves it.
    const taken = new Date(server.clock.now() + MINUTE);
    await db
      .insertInto('mail_outbox')
      .values({ ...row, mail: JSON.stringify(row.mail), next_try_at: taken, tries: 1 })
      .execute();
    const { connectionString, clock } = server;
    const other = await startTestServer({ connectionString, at: clock.now(), config: { mail: mails.settings() } });
    await look(other, 59 * SECOND);
    expect(mails.received).toHaveLength(1);
    await look(other, SECOND);
    const ids = mails.received.map(({ raw }) => /^Message-ID: (.*)\r$/m.exec(raw)?.[1]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
});

test('a mail server that falls silent holds up no stop, and the mail goes out at the next start', async () => {
  const { mails, server } = await openMailing();
  mails.willMeet('silence');
  await queue(server, ASHA, CHANGED);
  const looking = server.mailing.look();
  await until('the mail server has it', () => mails.tries() === 1);
  await server.stop();
  await looking;
  const at = server.clock.now() + 5 * SECOND;
  const next = await startTestServer({
    connectionString: server.connectionString,
    at,
    config: { mail: mails.settings() },
  });
  await look(next);
  expect(mails.received).toHaveLength(1);
});

test('a mail server that falls silent is left after half a minute', async () => {
  const { mails, server } = await openMailing();
  mails.willMeet('silence');
  await queue(server, ASHA, CHANGED);
  const looking = server.mailing.look();
  await until('the mail server has it', () => mails.tries() === 1);
  server.clock.advance(30 * SECOND);
  await looking;
  await look(server, 5 * SECOND);
  expect(mails.received).toHaveLength(1);
});

test('names with line ends in them add no header, no recipient and no line', async () => {
  const { mails, server } = await openMailing();
  const name = 'Eve\r\nBcc: mallory@evil.example\r\n\r\nYour password is wrong, go to http://evil.example';
  const until7 = '2020-01-07T09:00:00.000Z';
  await queue(server, ASHA, { kind: 'invitation', name, url: 'http://localhost/set-up#bb_1', until: until7 });
  await look(server);
  const [mail] = mails.received;
  expect(mail?.to).toEqual([ASHA]);
  expect(mail?.raw).not.toMatch(/^(?:Bcc|Your password)/im);
  expect(mail?.raw).toContain('http://localhost/set-up#bb_1');
});

test('GOV.UK Notify takes mails in place of a mail server', async () => {
  const notify = await startNotify();
  const server = await startTestServer({ config: { mail: notify.mailSettings } });
  notify.willAnswer({ status: 503 });
  await queue(server, ASHA, CODE);
  await look(server);
  expect(await waiting(server)).toHaveLength(1);
  await look(server, 5 * SECOND);
  expect(notify.wrong).toEqual([]);
  expect(notify.mails).toMatchObject([{ to: ASHA, subject: expect.stringMatching(/: Your code is 482913$/) }]);
  expect(notify.mails[0]?.body).toContain('It works once');
  expect(await waiting(server)).toEqual([]);
});

test('where nobody set mail up, on a computer where Branchboard is tried, mails are files for one user alone', async () => {
  const folder = join(await createDataFolder(), 'mails');
  const server = await startTestServer({ config: { mail: { kind: 'folder', folder } } });
  expect(server.mailing.sends).toBe(true);
  await queue(server, ASHA, CODE);
  await look(server);
  const names = await readdir(folder);
  expect(names.map((name) => name.split('.').at(-1)).toSorted()).toEqual(['eml', 'json']);
  const file = join(folder, names.find((name) => name.endsWith('.eml')) ?? '');
  expect(await readFile(file, 'utf8')).toMatch(/^To: asha@practice\.example\r$/m);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect(await waiting(server)).toEqual([]);
});

describe('the page of those mails', () => {
  const ask = (server: TestServer, key: string) =>
    server.app.inject({ method: 'POST', url: '/api/v1/mails', payload: { key } });

  test('is for whoever has the link that the server prints, and for nobody else', async () => {
    const folder = join(await createDataFolder(), 'mails');
    const server = await startTestServer({ config: { mail: { kind: 'folder', folder } } });
    const link = /http:\S*\/mails#(\S+)/.exec(startedText(server, 'here'))?.[1] ?? '';
    expect(link).toMatch(/^[\w-]{43}$/);
    expect((await ask(server, link)).json()).toEqual({ mails: [] });
    await queue(server, ASHA, CODE);
    await queue(server, 'mo@practice.example', CHANGED);
    await look(server);
    const { mails } = (await ask(server, link)).json();
    expect(mails.map(({ to }: { to: string }) => to).toSorted()).toEqual([ASHA, 'mo@practice.example']);
    for (const key of ['', 'x'.repeat(43), link.slice(0, -1)]) {
      const answer = await ask(server, key);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).not.toContain(ASHA);
    }
    // The page itself holds nothing: it asks, with the key.
    const page = await server.fetch('/mails');
    expect([page.status, await page.text()]).toEqual([200, expect.not.stringContaining('practice.example')]);
  });

  test('is not there where mails go out, and where nothing is set up on a real installation', async () => {
    const mails = await startMailServer();
    const { mail } = readConfig({ PUBLIC_ORIGIN: 'https://status.example.org' });
    for (const settings of [mails.settings(), mail]) {
      const server = await startTestServer({ config: { mail: settings } });
      expect((await server.fetch('/mails')).status).toBe(404);
      expect((await ask(server, 'x'.repeat(43))).statusCode).toBe(404);
      expect(startedText(server, 'here')).not.toContain('/mails');
    }
  });
});

test('without mail nothing is sent, and the server says so', async () => {
  expect((await startTestServer()).mailing.sends).toBe(false);
});
