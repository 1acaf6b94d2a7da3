import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOrCreateSecret } from '../../server/platform/secret-file.ts';
import { createDataFolder } from '../support/data-folder.ts';

test('a secret is made once, for its owner alone, also by several who start together', async () => {
  const file = join(await createDataFolder(), 'keys', 'auth.key');
  const made = await Promise.all(Array.from({ length: 5 }, () => readOrCreateSecret(file)));
  expect(new Set(made).size).toBe(1);
  expect(made[0]).toMatch(/^[\w-]{43}$/);
  expect(await readOrCreateSecret(file)).toBe(made[0]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(file, '..'))).toEqual(['auth.key']);
});

test('a secret that was cut short is refused, and not replaced', async () => {
  const file = join(await createDataFolder(), 'auth.key');
  await writeFile(file, 'short');
  await expect(readOrCreateSecret(file)).rejects.toThrow('too short');
  expect((await stat(file)).size).toBe(5);
});
