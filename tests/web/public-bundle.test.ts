import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { type PageAssets, readPublicAssets } from '../../server/pages/assets.ts';
import { renderStatusPage, renderSurgeryPage } from '../../server/pages/render-page.ts';
import { largeScene } from '../support/large-board.ts';
import { eventfulHistory } from '../support/past-days.ts';
import { SCENES } from '../support/public-boards.ts';

/** Words of facts that only staff may know of. */
const STAFF_WORDS = ['offSick', 'off sick', 'locums', 'actorName', 'onBehalf', 'disputed', 'suspect', 'listSize'];

type Manifest = {
  readonly [source: string]: { readonly file: string; readonly css?: string[]; readonly assets?: string[] };
};

let folder = '';
let files: readonly string[] = [];
let hanging: readonly string[] = [];
beforeAll(async () => {
  folder = inject('assets');
  files = await filesOf('manifest.json');
  hanging = await filesOf('place-manifest.json');
});

async function filesOf(name: string): Promise<readonly string[]> {
  const manifest = JSON.parse(await readFile(join(folder, name), 'utf8')) as Manifest;
  return Object.values(manifest).flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets]);
}

describe('the built public files', () => {
  test('are one script and one stylesheet for all surgeries, one of each more for one of them, one of each for whoever follows one, a stylesheet for what is over, and what comes later', () => {
    const names = files.map((name) => name.replace(/-.{8}\./, '.')).sort();
    expect(names).toEqual([
      'big-page.js',
      'follow-style.css',
      'follow.js',
      'later.js',
      'past-style.css',
      'public-style.css',
      'public.js',
      'surgery-style.css',
      'surgery.js',
    ]);
  });

  test('hold no secret and no name of one, those of staff neither', async () => {
    const built = (await readdir(folder)).filter((name) => /\.(?:js|css)$/.test(name));
    expect(built.length).toBeGreaterThan(10);
    for (const name of built) {
      const text = await readFile(join(folder, name), 'utf8');
      expect(text, name).not.toMatch(
        /process\.env|PRIVATE KEY|AUTH_SECRET|JOURNAL_KEY|CLIENT_SECRET|_API_KEY|DATABASE_URL/,
      );
      expect(text, name).not.toMatch(/postgres:\/\/|\bbb[st]_[\w-]{40}/);
    }
  });

  test('hold no staff word, no address of another host and no font, those for waiting rooms neither', async () => {
    expect(hanging.length).toBeGreaterThan(0);
    for (const name of [...files, ...hanging]) {
      const text = await readFile(join(folder, name), 'utf8');
      for (const word of STAFF_WORDS) expect(text, `${word} in ${name}`).not.toContain(word);
      expect(text).not.toMatch(/@font-face|@import|url\(["']?http|assets\.nhs\.uk/);
    }
  });

  test('lie beside their compressed forms', async () => {
    for (const name of files) {
      const plain = await readFile(join(folder, name));
      expect(gunzipSync(await readFile(join(folder, `${name}.gz`))).equals(plain)).toBe(true);
      expect(brotliDecompressSync(await readFile(join(folder, `${name}.br`))).equals(plain)).toBe(true);
    }
  });

  const LIMIT = 30 * 1024;
  const SCENE_NAMES = Object.keys(SCENES) as (keyof typeof SCENES)[];

  async function weigh(pack: (bytes: Buffer) => Buffer, { scripts, styles, preloads = [] }: PageAssets, html: string) {
    const names = [...scripts, ...styles, ...preloads].map((path) => basename(path));
    const parts = [Buffer.from(html), ...(await Promise.all(names.map((name) => readFile(join(folder, name)))))];
    return parts.reduce((sum, part) => sum + pack(part).length, 0);
  }

  const gzip = (bytes: Buffer) => gzipSync(bytes, { level: 9 });

  // The one with trouble at eleven surgeries is larger than any day that a practice of 18 has had.
  test.each(SCENE_NAMES.filter((name) => name !== 'many'))(
    'are, with the page of all surgeries, %s, at most 30 kB in gzip',
    async (name) => {
      const { board, now } = SCENES[name]();
      const assets = await readPublicAssets(folder);
      const html = renderStatusPage({
        board,
        now,
        checkedAt: now,
        assets,
        origin: 'https://status.example-practice.nhs.uk',
      });
      expect(await weigh(gzip, assets.home, html)).toBeLessThanOrEqual(LIMIT);
      expect(await weigh(brotliCompressSync, assets.home, html)).toBeLessThanOrEqual(LIMIT - 2 * 1024);
    },
  );

  test.each(SCENE_NAMES)('are, with the page of one surgery, %s, at most 30 kB in gzip', async (name) => {
    const { board, now } = SCENES[name]();
    const assets = await readPublicAssets(folder);
    const html =
      renderSurgeryPage({
        board,
        now,
        checkedAt: now,
        assets,
        slug: 'clayton',
        origin: 'https://status.example-practice.nhs.uk',
      }) ?? '';
    expect(await weigh(gzip, assets.surgery, html)).toBeLessThanOrEqual(LIMIT);
  });

  test.each(SCENE_NAMES)(
    'carry the days that are over, %s, in at most 2.5 kB in gzip, their style too',
    async (name) => {
      const { board, now } = SCENES[name]();
      const assets = await readPublicAssets(folder);
      const input = { board, now, checkedAt: now, assets, slug: 'clayton' };
      const without = gzip(Buffer.from(renderSurgeryPage(input) ?? '')).length;
      const html = renderSurgeryPage({ ...input, history: eventfulHistory() }) ?? '';
      const style = gzip(await readFile(join(folder, basename(assets.past)))).length;
      expect(gzip(Buffer.from(html)).length - without + style).toBeLessThanOrEqual(2.5 * 1024);
    },
  );

  test.each([
    [180, 0],
    [1_800, 0],
    [1_800, 1],
  ])('are, with the first page of %i surgeries, %i of them without records, at most 30 kB', async (count, down) => {
    const { board, now } = largeScene(count, down);
    const assets = await readPublicAssets(folder);
    const html = renderStatusPage({ board, now, checkedAt: now, assets });
    expect(await weigh(gzip, assets.big, html)).toBeLessThanOrEqual(LIMIT);
    const own = renderSurgeryPage({ board, now, checkedAt: now, assets, slug: 'surgery-0003' }) ?? '';
    expect(await weigh(gzip, assets.surgery, own)).toBeLessThanOrEqual(LIMIT);
  });

  test('bring at most 6 kB in gzip later', async () => {
    const later = files.find((name) => name.startsWith('later')) ?? '';
    expect((await readFile(join(folder, `${later}.gz`))).length).toBeLessThanOrEqual(6 * 1024);
  });
});
