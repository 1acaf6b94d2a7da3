import { execFile } from 'node:child_process';
import { join } from 'node:path';

const COMMANDS = join(import.meta.dirname, '..', '..', 'dist', 'server', 'commands');

export interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs a command as a process of its own to its end, as its npm script does. */
export function runCommand(
  environment: Record<string, string>,
  name: string,
  ...args: readonly string[]
): Promise<Ran> {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment };
  return new Promise((resolve) => {
    const command = [join(COMMANDS, `${name}.js`), ...args];
    const child = execFile(process.execPath, command, { env, timeout: 30_000 }, (_error, output, errors) =>
      resolve({ code: child.exitCode, output, errors }),
    );
  });
}
