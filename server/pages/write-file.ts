import { mkdir, rename, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';

/** Two instances may write into one folder, and in containers each of them has the same process id. */
const WRITER = `${hostname()}-${process.pid}`;

/** Writes a file so that whoever reads it finds the old one or the new one, whole. Makes the folders above it. */
export async function writeWhole(folder: string, name: string, content: string | Uint8Array): Promise<void> {
  const path = join(folder, name);
  const unfinished = `${path}.${WRITER}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(unfinished, content);
  await rename(unfinished, path);
}
