import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Branch } from '../../shared/practice/branch.ts';
import { PROJECT_ROOT } from '../platform/project-root.ts';
import { readBranches } from './read-branches.ts';

const SAMPLE_FILE = join(PROJECT_ROOT, 'server', 'practice', 'sample-branches.csv');

/** The branches of the invented practice. */
export async function readSampleBranches(): Promise<readonly Branch[]> {
  const read = readBranches(await readFile(SAMPLE_FILE, 'utf8'));
  if (!read.ok) throw new Error(`${SAMPLE_FILE}: ${read.faults.join('; ')}`);
  return read.branches;
}
