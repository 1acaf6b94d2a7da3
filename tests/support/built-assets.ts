import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');

let built: Promise<string> | null = null;

/** Builds the public files from the sources under test into a folder, beside what is in it. */
export async function buildAssetsInto(folder: string): Promise<void> {
  // A process of its own: the runner's NODE_ENV would build the libraries' larger development variants.
  await promisify(execFile)(process.execPath, [VITE, 'build', '--outDir', folder, '--logLevel', 'error'], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

async function buildOnce(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'branchboard-assets-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await buildAssetsInto(folder);
  return folder;
}

/** The folder of the public files, built from the sources under test once in a process. */
export function builtAssets(): Promise<string> {
  built ??= buildOnce();
  return built;
}
