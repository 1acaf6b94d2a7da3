import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Instant, toIso } from '../../shared/practice/instant.ts';

/** What exports made by hand, and those of each night, are called; in the order of their time. */
export function exportName(kind: 'branchboard' | 'nightly', now: Instant): string {
  return `${kind}-${toIso(now).replaceAll(/[-:]|\.\d+/g, '')}.jsonl.gz`;
}

/** Where an export goes that somebody asked for: a new file, or one of a name of its own in a folder. */
export function exportTarget(path: string, now: Instant): string {
  const isFolder = path.endsWith('/') || (existsSync(path) && statSync(path).isDirectory());
  const file = isFolder ? join(path, exportName('branchboard', now)) : path;
  if (existsSync(file)) throw new Error(`${file} is there already: name another file, or a folder.`);
  return file;
}
