import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { readPageAssets } from '../../server/pages/assets.ts';
import { renderStatusPage } from '../../server/pages/render-page.ts';
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
  test('are one script and one stylesheet', () => {
    expect(files.map((name) => name.split('.').at(-1)).sort()).toEqual(['css', 'js']);
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

  // What is told of incidents, five texts here, comes on top.
  test.each([
    ['normal', 30],
    ['trouble', 30],
    ['night', 30],
    ['incidents', 31],
  ] as const)('with the page, %s, weigh at most %i kB in gzip', async (name, most) => {
    const { board, now } = SCENES[name]();
    const assets = await readPageAssets(join(folder, 'manifest.json'));
    const html = gzipSync(renderStatusPage({ board, now, checkedAt: now, assets }), { level: 9 }).length;
    const sizes = await Promise.all(files.map(async (file) => (await readFile(join(folder, `${file}.gz`))).length));
    expect(sizes.reduce((sum, size) => sum + size, html)).toBeLessThanOrEqual(most * 1024);
  });
});
