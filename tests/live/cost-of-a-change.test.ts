import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { PublicBranch } from '../../shared/wire/public-board.ts';
import { connectLiveClient } from '../support/live-client.ts';
import { startLiveServer } from '../support/live-server.ts';
import { startTestServer } from '../support/running-server.ts';

/** What a change costs beside the pages that it goes to, and at each of them, counted. */

const serialised = vi.hoisted(() => ({ schemas: [] as unknown[] }));

// The library makes every text of the board; it is let through, and counted.
vi.mock('fast-json-stringify', async (original) => {
  const { default: build } = await original<{ default: (schema: object) => (value: unknown) => string }>();
  return {
    default(schema: object) {
      const toText = build(schema);
      return (value: unknown) => {
        serialised.schemas.push(schema);
        return toText(value);
      };
    },
  };
});

test('a changed branch is turned into text once, however many pages are open', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const url = `${server.origin.replace(/^http/, 'ws')}/live`;
  const pages = [await connectLiveClient(url)];

  async function textsOfAReport(internet: 'working' | 'down') {
    serialised.schemas = [];
    await server.say('clayton', { it: { internet } });
    const { schemas } = serialised;
    for (const page of pages) await page.until('change');
    return schemas;
  }

  await textsOfAReport('down');
  const beforeOne = await textsOfAReport('working');
  while (pages.length < 40) pages.push(await connectLiveClient(url));
  const beforeMany = await textsOfAReport('down');
  expect(beforeOne.filter((schema) => schema === PublicBranch)).toHaveLength(1);
  expect(beforeMany.filter((schema) => schema === PublicBranch)).toHaveLength(1);
  expect(beforeMany.length).toBeLessThanOrEqual(beforeOne.length);
});

async function openPages(count: number) {
  // All come at once, on a clock that stands still: nobody's turn would come.
  const server = await startLiveServer({ limits: { upgradesAtOnce: count } });
  onTestFinished(() => server.app.close());
  const wires: Socket[] = [];
  server.app.server.on('connection', (wire: Socket) => wires.push(wire));
  const pages = Array.from({ length: count }, () => new WebSocket(server.url));
  await Promise.all(pages.map((page) => once(page, 'message')));
  return { server, pages, wires };
}

test('each page is written the one frame of a change, once and with nothing beside it', async () => {
  const { server, pages, wires } = await openPages(30);
  const written = wires.map((wire) => vi.spyOn(wire, 'write'));
  const told = Promise.all(pages.map((page) => once(page, 'message')));
  const frame = server.publicSource.change('one for all');
  await told;
  for (const { mock } of written) {
    expect(mock.calls).toHaveLength(1);
    expect(mock.calls[0]).toHaveLength(1);
    expect(mock.calls[0]?.[0]).toBe(frame);
  }
});

/** Bytes that one change may leave behind at one page: less than the smallest object. */
const LEFT_AT_MOST = 12;

test('what was told leaves nothing behind at the pages', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { server, pages } = await openPages(100);
  const tell = async (changes: number) => {
    for (let change = 0; change < changes; change += 1) {
      const told = Promise.all(pages.map((page) => once(page, 'message')));
      server.publicSource.change('again');
      await told;
    }
  };
  const held = () => {
    collect();
    collect();
    return process.memoryUsage().heapUsed;
  };
  await tell(50);
  const before = held();
  await tell(200);
  expect((held() - before) / (200 * pages.length)).toBeLessThan(LEFT_AT_MOST);
});
