import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DAY } from '../../shared/practice/instant.ts';
import { buildAssetsInto } from '../support/built-assets.ts';

test('a new build leaves the files of open pages where they are for a week', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'branchboard-rebuild-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const left = { 'public-1a.js': 6, 'public-1a.js.br': 6, 'public-2b.js': 8, 'public-2b.js.gz': 8 };
  for (const [name, days] of Object.entries(left)) {
    const builtAt = new Date(Date.now() - days * DAY);
    await writeFile(join(folder, name), 'export {};');
    await utimes(join(folder, name), builtAt, builtAt);
  }
  await buildAssetsInto(folder, ['production']);
  const names = await readdir(folder);
  expect(names.filter((name) => name in left)).toEqual(['public-1a.js', 'public-1a.js.br']);
  expect(names.filter((name) => name.startsWith('public-') && name.endsWith('.css'))).toHaveLength(1);
});

test('the builds for patients and for staff leave each other alone, however old the other is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'branchboard-rebuild-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await buildAssetsInto(folder, ['production', 'staff']);
  const built = await readdir(folder);
  const longAgo = new Date(Date.now() - 30 * DAY);
  for (const name of built) await utimes(join(folder, name), longAgo, longAgo);
  await buildAssetsInto(folder, ['production']);
  expect(await readdir(folder)).toEqual(built);
});
