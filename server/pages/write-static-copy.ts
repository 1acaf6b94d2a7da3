import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Instant, SECOND, toIso } from '../../shared/practice/instant.ts';
import type { Published } from '../board/view-stream.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { PublicAssets } from './assets.ts';
import { renderSavedPage } from './render-saved-page.ts';
import { writeWhole } from './write-file.ts';

export interface CopyInput {
  readonly published: Published<PublicBoard>;
  readonly now: Instant;
  readonly checkedAt: Instant;
  readonly assets: PublicAssets;
  /** Where the files that the pages load were built. */
  readonly assetsFolder: string;
}

/** Beside the copy, for the instances that share the folder. */
const STAMP = 'copy.json';
/** Clocks of two machines are never quite the same. */
const CLOCKS_DIFFER_BY = 10 * SECOND;
const SURGERIES = 'surgeries';

async function checkedAtOf(folder: string): Promise<Instant> {
  try {
    const stamp = JSON.parse(await readFile(join(folder, STAMP), 'utf8')) as { readonly checkedAt?: string };
    return Date.parse(stamp.checkedAt ?? '') || 0;
  } catch {
    return 0;
  }
}

async function removeOthers(folder: string, slugs: readonly string[]): Promise<void> {
  const pages = new Set(slugs.map((slug) => `${slug}.html`));
  const found = await readdir(join(folder, SURGERIES)).catch((error: NodeJS.ErrnoException) => {
    // No branch was ever written.
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const others = found.filter((name) => name.endsWith('.html') && !pages.has(name));
  for (const name of others) await rm(join(folder, SURGERIES, name), { force: true });
}

async function writeAssets(folder: string, { assets, assetsFolder }: CopyInput): Promise<void> {
  for (const name of assets.all.map((path) => basename(path))) {
    await writeWhole(folder, join('assets', name), await readFile(join(assetsFolder, name)));
  }
}

/**
 * Writes the public pages and the board as files, for a proxy to serve when no instance answers. An instance that has
 * lost its database leaves the newer copy of another one alone; false when it did.
 */
export async function writeStaticCopy(folder: string, input: CopyInput): Promise<boolean> {
  const { published, now, checkedAt, assets } = input;
  if ((await checkedAtOf(folder)) > checkedAt + CLOCKS_DIFFER_BY) return false;
  const page = { board: published.view, now, checkedAt, assets };
  const slugs = published.view.branches.map(({ slug }) => slug);
  await writeAssets(folder, input);
  await writeWhole(folder, 'index.html', renderSavedPage(page, null));
  for (const slug of slugs) {
    // Open pages are waiting for their frames: they come first.
    await nextTurn();
    await writeWhole(folder, join(SURGERIES, `${slug}.html`), renderSavedPage(page, slug));
  }
  await writeWhole(folder, join('api', 'v1', 'board.json'), published.json());
  const { epoch, position } = published;
  await writeWhole(folder, STAMP, JSON.stringify({ epoch, seq: position.seq, checkedAt: toIso(checkedAt) }));
  await removeOthers(folder, slugs);
  return true;
}
