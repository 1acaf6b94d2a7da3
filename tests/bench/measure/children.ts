import { readFileSync } from 'node:fs';

/** The processes that a process has started. Linux only. */
export function childrenOf(pid: number): readonly number[] {
  const line = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return line === '' ? [] : line.split(/\s+/).map(Number);
}
