import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');

const MODES = ['production', 'languages', 'staff', 'place', 'worker', 'patient-worker', 'widget'] as const;

/** Builds the files of the pages from the sources under test into a folder, beside what is in it. */
export async function buildAssetsInto(folder: string, modes: readonly (typeof MODES)[number][] = MODES): Promise<void> {
  for (const mode of modes) {
    // A process of its own: the runner's NODE_ENV would build the libraries' larger development variants.
    await promisify(execFile)(
      process.execPath,
      [VITE, 'build', '--mode', mode, '--outDir', folder, '--logLevel', 'error'],
      { cwd: ROOT, env: { ...process.env, NODE_ENV: 'production' } },
    );
  }
}
