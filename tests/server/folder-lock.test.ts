import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockFolder } from '../../server/platform/folder-lock.ts';

let folder: string;

beforeEach(async () => {
  // Longer than the address of a socket may be.
  folder = join(await mkdtemp(join(tmpdir(), 'branchboard-lock-')), 'long'.repeat(30));
  await mkdir(folder);
});

afterEach(() => rm(join(folder, '..'), { recursive: true }));

describe('the lock of a folder', () => {
  test('goes to exactly one of many who ask at the same moment, round after round', async () => {
    for (let round = 0; round < 10; round++) {
      const releases = await Promise.all(Array.from({ length: 8 }, () => lockFolder(folder)));
      const winners = releases.filter((release) => release !== undefined);
      expect(winners).toHaveLength(1);
      expect(await lockFolder(folder)).toBeUndefined();
      await winners[0]?.();
    }
  });

  test('is free again when given back, and leaves nothing behind', async () => {
    const release = await lockFolder(folder);
    await release?.();
    const again = await lockFolder(folder);
    expect(again).toBeDefined();
    await again?.();
    if (process.platform === 'linux') expect(await readdir(folder)).toEqual([]);
  });

  test.runIf(process.platform === 'linux')('is not held by a file that nobody listens behind', async () => {
    await writeFile(join(folder, '0000000000000000.sock'), '');
    const release = await lockFolder(folder);
    expect(release).toBeDefined();
    await release?.();
  });
});
