import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../server/platform/project-root.ts';
import { describeMachine } from './measure/machine.ts';
import type { Verdict } from './verdict.ts';

const FOLDER = join(PROJECT_ROOT, 'tests/bench/results');

/** What a part has measured; figures without a promise have no verdicts. */
interface Result {
  readonly verdicts?: readonly Verdict[];
  readonly [figure: string]: unknown;
}

/** The verdicts of one part. */
export interface PartVerdicts {
  readonly part: string;
  readonly verdicts: readonly Verdict[];
}

const written: PartVerdicts[] = [];

/** Keeps what a part has measured, with the machine it was measured on. */
export async function writeResult(name: string, result: Result): Promise<void> {
  written.push({ part: name, verdicts: result.verdicts ?? [] });
  await writeFileOf(`${name}.json`, `${JSON.stringify({ machine: describeMachine(), ...result }, null, 2)}\n`);
}

/** All verdicts of this run, by parts, in the order in which they were measured. */
export function verdictsOfRun(): readonly PartVerdicts[] {
  return written;
}

/** Keeps a file of text beside the results. */
export async function writeFileOf(name: string, text: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, name), text);
}
