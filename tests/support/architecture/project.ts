import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseSource, type Source } from './source.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const NOT_OURS = new Set(['node_modules', 'dist', 'data', 'coverage', 'artifacts', '.git', 'package-lock.json']);
const IS_TEXT = /\.(?:ts|json|md|ya?ml|scss|css|svg|csv|sh)$|(?:^|\/)(?:run|LICENSE|\.[a-z]+)$/;

/** One file of the project as text. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

function pathsBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? pathsBelow(path) : [relative(ROOT, path).split(sep).join('/')];
    })
    .toSorted();
}

/** The path of every file of the project that people write; no lock file and nothing that is built. */
export function listProject(): readonly string[] {
  return pathsBelow(ROOT);
}

/** Those of these files that hold text. */
export function readTexts(paths: readonly string[]): readonly TextFile[] {
  return paths
    .filter((path) => IS_TEXT.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** The TypeScript among these files, parsed. */
export function parseSources(files: readonly TextFile[]): readonly Source[] {
  return files.filter(({ path }) => path.endsWith('.ts')).map(({ path, text }) => parseSource(path, text));
}
