import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const running = new Set<ChildProcess>();

// Whatever ends this process, nothing that it started goes on.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

/** Ends it when this process ends. */
export function keep<C extends ChildProcess>(child: C): C {
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** A program whose standard output is read and which is told things on its standard input. */
export function startProgram(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  return keep(spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], env }));
}

/** One of the benchmark's own files as a process that it exchanges messages with. */
export function startWorker(file: string): ChildProcess {
  return keep(fork(file, { execArgv: ['--max-semi-space-size=2', '--import', 'tsx'], serialization: 'advanced' }));
}

export function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('the process did not start');
  return pid;
}

/** What `pattern` finds first in the lines that a program prints. */
export async function firstLine({ stdout, spawnfile }: ChildProcess, pattern: RegExp): Promise<string> {
  if (!stdout) throw new Error(`${spawnfile} has no output`);
  for await (const line of createInterface({ input: stdout })) {
    const found = pattern.exec(line)?.[1];
    if (found !== undefined) {
      stdout.resume();
      return found;
    }
  }
  throw new Error(`${spawnfile} ended before it was ready`);
}

/** Asks a process to end, and waits until it has. */
export async function stopChild(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
