import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildAssetsInto } from './built-assets.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the built files of all pages, built from the sources under test. */
    assets: string;
  }
}

/** Builds the files once for all tests of the pages. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'branchboard-assets-'));
  await buildAssetsInto(folder);
  project.provide('assets', folder);
  return () => rm(folder, { recursive: true, force: true });
}
