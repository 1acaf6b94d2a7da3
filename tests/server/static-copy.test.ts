import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { MINUTE, SECOND, toIso } from '../../shared/practice/instant.ts';
import { createDatabaseLink } from '../support/database-link.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { NINE, startTestServer, type TestServerOptions } from '../support/running-server.ts';
import { until } from '../support/until.ts';

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'branchboard-copy-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'copy');
}

async function readOr(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

const textOf = (html: string) => html.replace(/<!--[\s\S]*?-->/g, '').replace(/<[^>]+>/g, ' ');

/** A server that keeps a copy, and what stands in the copy. */
async function startWithCopy(options: TestServerOptions = {}, folder?: string) {
  const staticCopyDir = folder ?? (await newFolder());
  const server = await startTestServer({ ...options, config: { ...options.config, staticCopyDir } });
  const read = (name: string) => readOr(join(staticCopyDir, name));
  const stamped = async () => (JSON.parse((await read('copy.json')) || '{}') as { checkedAt?: string }).checkedAt;
  return { server, folder: staticCopyDir, read, stamped };
}

describe('the static copy', () => {
  test('holds the page, every surgery, the board and all files that they load', async () => {
    const { server, folder, read, stamped } = await startWithCopy();
    await until('it is written', stamped);
    const { branches } = server.board.publicStream.published().view;
    expect((await readdir(join(folder, 'surgeries'))).toSorted()).toEqual(
      branches.map(({ slug }) => `${slug}.html`).toSorted(),
    );
    expect(JSON.parse(await read('api/v1/board.json'))).toEqual(await (await server.fetch('/api/v1/board')).json());
    const html = await read('index.html');
    const loaded = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(loaded.map((path) => path.split('.').at(-1)).toSorted()).toEqual(['css', 'js']);
    for (const path of loaded) expect(await read(path)).toBe(await (await server.fetch(path)).text());
  });

  test('says of which day it is, and never looks as if somebody had proved it', async () => {
    const { read, stamped } = await startWithCopy();
    await until('it is written', stamped);
    for (const name of ['index.html', 'surgeries/clayton.html']) {
      const html = await read(name);
      expect(textOf(html)).toContain('This is a saved copy from 9am on Tuesday 31 December 2019.');
      expect(textOf(html)).toContain('This page is old. It was last checked at 9am.');
      expect(html).toContain('<title>Saved copy – ');
      expect(html).not.toContain('id="page-data"');
    }
  });

  test('is written anew after a change, as one for a whole burst', async () => {
    const { server, read, stamped } = await startWithCopy();
    await until('it is written', stamped);
    await server.say('clayton', { message: 'Come to the side door.' });
    await server.say('clayton', { message: 'Use the front door.' });
    expect(await read('index.html')).not.toContain('door.');
    server.clock.advance(SECOND);
    await until('the change is in it', async () => (await read('surgeries/clayton.html')).includes('front door.'));
    expect(await until('the board too', async () => /[a-z]+ door\./.exec(await read('api/v1/board.json'))?.[0])).toBe(
      'front door.',
    );
  });

  test('is written every 30 s while nothing changes, so that its age tells how long the server is gone', async () => {
    const { server, stamped } = await startWithCopy();
    await until('it is written', stamped);
    server.clock.advance(29 * SECOND);
    await server.refresh();
    expect(await stamped()).toBe(toIso(NINE));
    server.clock.advance(SECOND);
    await until('it is younger', async () => (await stamped()) !== toIso(NINE));
    expect(await stamped()).toBe(toIso(NINE + 29 * SECOND));
  });

  test('loses the page of a surgery that is not there any more, and leaves what is not its own', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'surgeries'), { recursive: true });
    await writeFile(join(folder, 'surgeries', 'long-gone.html'), 'All is well.');
    await writeFile(join(folder, 'surgeries', 'clayton.html.other-1.tmp'), 'half');
    const { stamped } = await startWithCopy({}, folder);
    await until('it is written', stamped);
    await until('the page is gone', async () => (await readOr(join(folder, 'surgeries', 'long-gone.html'))) === '');
    expect(await readdir(join(folder, 'surgeries'))).toContain('clayton.html.other-1.tmp');
  });

  test('loses every page with the last surgery', async () => {
    const { server, folder, read, stamped } = await startWithCopy();
    await until('it is written', stamped);
    const settings = Object.values(server.board.board().branches).flatMap(({ setting }) => setting?.value ?? []);
    const retired = settings.map((branch) => ({ ...branch, retired: true }));
    await server.append(
      ...retired.map((branch) => ({ kind: 'branch', at: NINE, actor: SYSTEM_ACTOR, branch }) as const),
    );
    await server.settle();
    await until('no page is left', async () => {
      server.clock.advance(SECOND);
      return (await readdir(join(folder, 'surgeries'))).length === 0;
    });
    expect(await read('index.html')).not.toContain('Clayton');
  });

  test('of another instance stays, when this one has lost its database and knows less', async () => {
    const { connectionString, drop } = await createTestDatabase();
    onTestFinished(drop);
    const link = await createDatabaseLink(connectionString);
    onTestFinished(() => link.close());
    const { server: cutOff, folder, stamped } = await startWithCopy({ connectionString: link.connectionString });
    await until('it is written', stamped);
    link.cut();
    const { server: other } = await startWithCopy({ connectionString, at: NINE + MINUTE }, folder);
    await until('the other has written', async () => (await stamped()) === toIso(NINE + MINUTE));
    await other.say('clayton', { message: 'We are open.' });
    other.clock.advance(SECOND);
    const page = () => readOr(join(folder, 'surgeries', 'clayton.html'));
    await until('the change is in it', async () => (await page()).includes('We are open.'));
    const before = await stamped();

    cutOff.clock.advance(2 * MINUTE);
    await cutOff.refresh();
    // A stop waits for what is being written.
    await cutOff.stop();
    expect(await page()).toContain('We are open.');
    expect(await stamped()).toBe(before);
  });

  test('that cannot be written is told once, tried again, and holds nothing up', async () => {
    const folder = await newFolder();
    await mkdir(folder);
    await writeFile(join(folder, 'api'), 'a file where a folder must be');
    const lines: string[] = [];
    const logStream = { write: (line: string) => void lines.push(line) };
    const { server, read, stamped } = await startWithCopy({ logStream, config: { logLevel: 'info' } }, folder);
    const told = (words: string) => lines.filter((line) => line.includes(words)).length;
    await until('it is told', () => told('the static copy could not be written') === 1);
    server.clock.advance(30 * SECOND);
    await server.say('clayton', { message: 'We are open.' });
    expect(await (await server.fetch('/surgeries/clayton')).text()).toContain('We are open.');
    await rm(join(folder, 'api'));
    await until('it is written', async () => {
      server.clock.advance(30 * SECOND);
      return (await read('surgeries/clayton.html')).includes('We are open.');
    });
    await until('it is stamped', stamped);
    expect(told('the static copy could not be written')).toBe(1);
    await until('that is told', () => told('the static copy can be written again') === 1);
  });
});

test('without a folder nothing is copied', async () => {
  const folder = await newFolder();
  const server = await startTestServer();
  server.clock.advance(MINUTE);
  expect(await readdir(join(folder, '..'))).toEqual([]);
});
