import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ON_THE_MACHINE } from '../../server/access/doer.ts';
import { issueSender } from '../../server/contact/issue-sender.ts';
import { startTestServer } from '../support/running-server.ts';
import { closedPort, startBeatStub, startSender } from '../support/sender-process.ts';
import { until } from '../support/until.ts';

const TOKEN = 'bbs_for-tests';
const hasCurl = process.platform === 'linux' && spawnSync('curl', ['--version']).status === 0;
/** 20 seconds are one, the limit of a try is 250 ms. */
const FAST = ['--faster', '20'];
/** In milliseconds, at that pace: the shortest wait between two beats is 0.8 of an interval. */
const SHORTEST = (20_000 * 0.8) / 20;

const to = (origin: string, more: Record<string, string> = {}) => ({
  BRANCHBOARD_URL: origin,
  BRANCHBOARD_TOKEN: TOKEN,
  ...more,
});

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'branchboard-sender-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe('the sender and the board', () => {
  test('agree on what is heard, from one start to the next', async () => {
    const server = await startTestServer();
    const { token } = await issueSender(server.database.db, ON_THE_MACHINE, 'clayton', server.clock.now());
    const heard = async () => (await server.lastHeard.read())[0];
    const closed = await closedPort();
    const env = to(server.origin, {
      BRANCHBOARD_TOKEN: token,
      BRANCHBOARD_EVERY: '30',
      BRANCHBOARD_CHECK_RECORDS: `tcp 127.0.0.1:${new URL(server.origin).port}, http ${server.origin}/healthz`,
      BRANCHBOARD_CHECK_PHONES: `tcp 127.0.0.1:${closed}`,
      BRANCHBOARD_CHECK_ONLINE: 'dns nothing.invalid',
    });
    const first = startSender(env, '--faster', '10');
    await until('three beats are heard', async () => ((await heard())?.inRow ?? 0) >= 3);
    await until('the checks are through', async () => (await heard())?.checks.phones?.state === 'down');
    expect(await heard()).toMatchObject({
      branch: 'clayton',
      everyMs: 30_000,
      checks: { records: { state: 'working' }, phones: { state: 'down' } },
    });
    await until('the name is given up', async () => (await heard())?.checks.online?.state === 'down');
    expect((await heard())?.checks.prescriptions).toBeUndefined();
    first.signal('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.said.errors).toBe('');

    startSender(env, '--faster', '10');
    await until('the second start is heard', async () => (await heard())?.boots.length === 2);
    expect((await heard())?.boots[0]?.n).toBeLessThan((await heard())?.boots[1]?.n ?? 0);
  });

  test.skipIf(!hasCurl)('hear each other by the lines for curl in the guide as well', async () => {
    const server = await startTestServer();
    const { token } = await issueSender(server.database.db, ON_THE_MACHINE, null, server.clock.now());
    const guide = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'sender.md'), 'utf8');
    const lines = /```sh\n(boot=.*?)```/s.exec(guide)?.[1] ?? '';
    const file = join(ownFolder(), 'authorization');
    writeFileSync(file, `Authorization: Bearer ${token}\n`);
    const env = { PATH: process.env['PATH'], BOARD: server.origin, AUTHORIZATION_FILE: file };
    const shell = spawn('sh', ['-c', lines.replace('sleep 20', 'sleep 1')], { env, detached: true, stdio: 'ignore' });
    onTestFinished(() => void process.kill(-(shell.pid ?? 0), 'SIGKILL'));
    const heard = await until('three beats are heard', async () => {
      const [canary] = await server.lastHeard.read();
      return canary && canary.inRow >= 3 && canary;
    });
    expect(heard).toMatchObject({ branch: null, everyMs: 20_000, boots: [{ n: heard.inRow }] });
  });

  test('are of one version: the board gives the file away, never as a script of a page', async () => {
    const server = await startTestServer();
    const { statusCode, headers, body } = await server.app.inject({ url: '/branchboard-sender.mjs' });
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="branchboard-sender.mjs"',
      'x-content-type-options': 'nosniff',
    });
    const file = join(ownFolder(), 'branchboard-sender.mjs');
    writeFileSync(file, body);
    const ran = spawnSync(process.execPath, [file, '--help'], { encoding: 'utf8' });
    expect([ran.status, ran.stdout.split('\n')[1]]).toEqual([
      0,
      'node branchboard-sender.mjs [--config FILE] [--once]',
    ]);
  });

  test('say so once when the token is wrong', async () => {
    const server = await startTestServer();
    const sender = startSender(to(server.origin), '--once');
    expect(await sender.ended).toBe(1);
    expect(sender.said.output).toMatch(/beats do not arrive: the board does not know this token\n$/);
    expect(sender.said.output + sender.said.errors).not.toContain(TOKEN);
  });
});

describe('a beat', () => {
  test('comes every interval, one fifth more or less, and is counted', async () => {
    const stub = await startBeatStub();
    startSender(to(stub.origin), ...FAST);
    const beats = await until('five beats came', () => stub.beats.length >= 5 && stub.beats.slice(0, 5));
    expect(beats.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(beats.map(({ boot }) => boot)).size).toBe(1);
    expect(beats[0]).toMatchObject({ every: 20, checks: {} });
    const gaps = beats.slice(1).map(({ at }, i) => at - (beats[i]?.at ?? 0));
    // A few ms may be lost on the way of the one and won on that of the next.
    for (const gap of gaps) expect(gap).toBeGreaterThan(SHORTEST * 0.8);
    expect(stub.requests[0]).toMatchObject({ url: '/api/v1/beats', headers: { authorization: `Bearer ${TOKEN}` } });
  });

  test.each<[string, readonly number[], readonly number[]]>([
    ['is tried again, twice, with its own number', [503, 500, 204, 204], [1, 1, 1, 2]],
    ['that was heard by an earlier try has arrived', [503, 409, 204], [1, 1, 2]],
    ['is given up after three tries', [503, 503, 503, 204], [1, 1, 1, 2]],
    ['that is refused is not tried again', [401, 429, 204], [1, 2, 3]],
  ])('%s', async (_case, answers, numbers) => {
    const stub = await startBeatStub();
    stub.answer = (n) => answers[n - 1] ?? 204;
    startSender(to(stub.origin), ...FAST);
    await until('all are answered', () => stub.beats.length >= numbers.length);
    expect(stub.beats.slice(0, numbers.length).map(({ n }) => n)).toEqual(numbers);
  });

  test('that gets no answer is given up, and leaves no connection behind', async () => {
    const stub = await startBeatStub();
    stub.answer = (n) => (n <= 6 ? 'never' : 204);
    const { said } = startSender(to(stub.origin), ...FAST);
    await until('the board is back', () => said.output.includes('beats arrive at'));
    expect(said.output).toMatch(/beats do not arrive: no answer in time\n.*beats arrive at/);
    expect(stub.beats.map(({ n }) => n).slice(0, 7)).toEqual([1, 1, 1, 2, 2, 2, 3]);
    expect(stub.mostAtOnce).toBe(1);
  });

  test('is not sent later when the board was away: only the present counts', async () => {
    const port = await closedPort();
    const { said } = startSender(to(`http://127.0.0.1:${port}`), ...FAST);
    await until('it finds nobody', () => said.output.includes('beats do not arrive: ECONNREFUSED'));
    const began = performance.now();
    await until('some beats are missed', () => performance.now() - began > 4 * SHORTEST);
    const stub = await startBeatStub(port);
    const beats = await until('three beats came', () => stub.beats.length >= 3 && stub.beats.slice(0, 3));
    expect(beats[0]?.n).toBeGreaterThan(2);
    for (const [i, { at }] of beats.slice(1).entries()) {
      expect(at - (beats[i]?.at ?? 0)).toBeGreaterThan(SHORTEST * 0.8);
    }
    expect(said.output.split('\n').filter((line) => line.includes('do not arrive'))).toHaveLength(1);
  });

  test('comes soon after the machine has slept, and those it slept through do not', async () => {
    const stub = await startBeatStub();
    const sender = startSender(to(stub.origin), ...FAST);
    await until('it beats', () => stub.beats.length >= 1);
    sender.signal('SIGSTOP');
    const slept = performance.now();
    await until('beats are missed', () => performance.now() - slept > 5 * SHORTEST);
    const before = stub.beats.length;
    sender.signal('SIGCONT');
    await until('it beats again', () => stub.beats.length >= before + 3);
    const after = stub.beats.slice(before, before + 3);
    expect(after.map(({ n }) => n - before)).toEqual([1, 2, 3]);
    expect((after[2]?.at ?? 0) - (after[1]?.at ?? 0)).toBeGreaterThan(SHORTEST * 0.8);
  });
});

describe('a check', () => {
  test('that hangs holds up no beat, and is down after three tries', async () => {
    const stub = await startBeatStub();
    const mute = await startBeatStub();
    mute.answer = () => 'never';
    startSender(to(stub.origin, { BRANCHBOARD_CHECK_RECORDS: `http ${mute.origin}/` }), ...FAST);
    await until('it is known to be down', () => stub.beats.some(({ checks }) => checks.records === 'down'));
    expect(stub.beats[0]?.checks).toEqual({ records: 'unknown' });
    expect(mute.mostAtOnce).toBe(1);
  });

  test('passes with any answer but a fault of the server, and then passes again', async () => {
    const stub = await startBeatStub();
    const records = await startBeatStub();
    records.answer = () => 500;
    startSender(to(stub.origin, { BRANCHBOARD_CHECK_RECORDS: `http ${records.origin}/login` }), ...FAST);
    await until('it fails', () => stub.beats.at(-1)?.checks.records === 'down');
    records.answer = () => 404;
    await until('it passes', () => stub.beats.at(-1)?.checks.records === 'working');
    expect(new Set(records.requests.map(({ url }) => url))).toEqual(new Set(['/login']));
  });
});

describe('a check of the router', () => {
  test.each([
    ['passes when it answers', 0, 'working'],
    ['fails when it does not', 1, 'down'],
    ['tells nothing when the machine may not ask', 2, 'unknown'],
    ['tells nothing when the machine cannot ask', null, 'unknown'],
  ])('%s', async (_case, code, state) => {
    const stub = await startBeatStub();
    const PATH = ownFolder();
    if (code !== null) {
      const ping = `#!/bin/sh\n[ "$*" = "-c 1 192.0.2.1" ] && exit ${code}\nexit 0\n`;
      writeFileSync(join(PATH, 'ping'), ping, { mode: 0o755 });
    }
    const env = to(stub.origin, { PATH, BRANCHBOARD_CHECK_PHONES: 'gateway 192.0.2.1' });
    expect(await startSender(env, '--once', '--faster', '20').ended).toBe(0);
    expect(stub.beats[0]?.checks).toEqual({ phones: state });
  });
});

describe('a proxy', () => {
  test('is asked for the board, with its password, and not for what NO_PROXY names', async () => {
    const proxy = await startBeatStub();
    const records = await startBeatStub();
    const sender = startSender(
      to('http://board.example', {
        HTTP_PROXY: `http://pc:s%20ecret@127.0.0.1:${proxy.port}`,
        NO_PROXY: 'other.example, 127.0.0.1',
        BRANCHBOARD_CHECK_RECORDS: `http ${records.origin}/`,
      }),
      '--once',
    );
    expect(await sender.ended).toBe(0);
    expect(proxy.requests).toEqual([
      {
        url: 'http://board.example/api/v1/beats',
        headers: expect.objectContaining({
          host: 'board.example',
          'proxy-authorization': `Basic ${Buffer.from('pc:s ecret').toString('base64')}`,
        }),
      },
    ]);
    expect(records.requests).toHaveLength(1);
    expect(sender.said.output).toContain('the token goes over the network unencrypted: use https');
    expect(sender.said.output).toMatch(/beats arrive at http:\/\/board\.example, records working\n$/);
  });
});

describe('the settings', () => {
  test('are read from a file', async () => {
    const stub = await startBeatStub();
    const file = join(ownFolder(), 'sender.json');
    const checks = { phones: [`tcp 127.0.0.1:${stub.port}`, `http ${stub.origin}/`] };
    writeFileSync(file, JSON.stringify({ url: `${stub.origin}/`, token: TOKEN, every: 60, checks }));
    const sender = startSender({}, '--config', file, '--once');
    expect(await sender.ended).toBe(0);
    expect(stub.beats).toMatchObject([{ every: 60, checks: { phones: 'working' } }]);
  });

  test('are refused with every fault at once', async () => {
    const sender = startSender({
      BRANCHBOARD_URL: 'board.example',
      BRANCHBOARD_EVERY: '5',
      HTTPS_PROXY: 'socks5://10.0.0.1:1080',
      BRANCHBOARD_CHECK_RECORDS: 'ping 10.0.0.1, tcp host:0',
    });
    expect(await sender.ended).toBe(1);
    expect(sender.said.errors.trim().split('\n')).toEqual([
      'BRANCHBOARD_TOKEN (or "token") must be a token',
      'BRANCHBOARD_URL (or "url") must be the address of the board: https://…',
      'BRANCHBOARD_EVERY (or "every") must be a whole number of seconds from 20 to 120',
      'HTTPS_PROXY must be the address of a proxy: http://…',
      'the check "ping 10.0.0.1" of records is not understood',
      'the check "tcp host:0" of records is not understood',
    ]);
  });

  test('are explained by --help', async () => {
    const sender = startSender({}, '--help');
    expect(await sender.ended).toBe(0);
    expect(sender.said.output).toMatch(/^npm run sender/);
  });
});
