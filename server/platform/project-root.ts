import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('the folder with package.json was not found above the server');
  return findRoot(parent);
}

/** The project's folder, the same from the sources and from the built files. */
export const PROJECT_ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

/** The built files of the pages. */
export const ASSETS_FOLDER = join(PROJECT_ROOT, 'dist', 'assets');
