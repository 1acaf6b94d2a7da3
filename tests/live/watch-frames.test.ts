import { Check } from 'typebox/value';
import { expect, onTestFinished, test } from 'vitest';
import { SECOND } from '../../shared/practice/instant.ts';
import { StaffWatch } from '../../shared/wire/staff-watch.ts';
import { connectLiveClient, type LiveClient } from '../support/live-client.ts';
import { until } from '../support/until.ts';
import { type WatchedPractice, watchPractice } from '../support/watched-practice.ts';

interface WatchFrame {
  readonly t: 'watch';
  readonly watch: StaffWatch;
}

async function open(practice: WatchedPractice, path: string): Promise<LiveClient> {
  const [server] = practice.servers;
  const headers = { authorization: `Bearer ${await server?.token({ days: null })}` };
  const client = await connectLiveClient(`${server?.origin.replace('http', 'ws')}${path}`, { headers });
  onTestFinished(() => client.socket.terminate());
  return client;
}

async function nextWatch(page: LiveClient): Promise<StaffWatch> {
  for (;;) {
    const frame = (await page.next()) as unknown as WatchFrame | { readonly t: 'other' };
    if (frame.t === 'watch') return frame.watch;
  }
}

async function silentClayton() {
  const practice = await watchPractice();
  const clayton = await practice.sender('clayton');
  await practice.sender('yaxham');
  const canary = await practice.sender(null);
  await practice.pass(42);
  return { practice, clayton, canary };
}

test('staff are told how the checks stand: with the first board, with each tick, and at once when it matters', async () => {
  const { practice, canary, clayton } = await silentClayton();
  const page = await open(practice, '/live/staff');
  expect((await page.next()).t).toBe('board');
  const first = await nextWatch(page);
  expect(Check(StaffWatch, first)).toBe(true);
  expect(first).toMatchObject({ canary: 'heard', blind: null, overdue: false, failed: [], offers: [] });
  expect(first.branches.clayton).toMatchObject({ senders: true, heardAt: '2019-12-31T09:00:40.000Z' });
  expect(first.branches.stanway).toMatchObject({ senders: false, heardAt: null, checks: {} });

  for (const server of practice.servers) server.clock.advance(15 * SECOND);
  expect((await page.until('tick')).length).toBeGreaterThan(0);
  expect((await nextWatch(page)).now).toBe('2019-12-31T09:00:57.000Z');

  canary.silent = true;
  clayton.silent = true;
  await practice.pass(90);
  await until('it is told that the board is blind', async () => (await nextWatch(page)).blind !== null);
});

test('patients are told nothing of it', async () => {
  const { practice, canary, clayton } = await silentClayton();
  const page = await open(practice, '/live');
  const heard: string[] = [];
  page.socket.on('message', (data) => heard.push(String(data)));
  canary.silent = true;
  clayton.silent = true;
  await practice.pass(100);
  for (const { clock } of practice.servers) clock.advance(15 * SECOND);
  await until('a tick came', () => heard.some((text) => text.startsWith('{"t":"tick"')));
  expect(heard.filter((text) => text.includes('watch') || text.includes('canary'))).toEqual([]);
});
