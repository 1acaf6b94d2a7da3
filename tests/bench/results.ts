import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../server/platform/project-root.ts';
import { describeMachine } from './measure/machine.ts';

/** Keeps what a part has measured, with the machine it was measured on. */
export async function writeResult(name: string, result: object): Promise<void> {
  const folder = join(PROJECT_ROOT, 'tests/bench/results');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, `${name}.json`),
    `${JSON.stringify({ machine: describeMachine(), ...result }, null, 2)}\n`,
  );
}
