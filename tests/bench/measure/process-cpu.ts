import { readdirSync, readFileSync } from 'node:fs';

/** CPU time of all threads of some processes so far, user and system, in µs. Linux only. */
export function cpuMicros(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + cpuOf(pid), 0);
}

/** In ns a thread, as the scheduler counts it: utime and stime of `stat` come in steps of 10 ms. */
function cpuOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  return (
    threads.reduce((sum, thread) => sum + Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(' ', 1)[0]), 0) /
    1_000
  );
}

/** A thread may end between the list and its line. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '0';
  }
}
