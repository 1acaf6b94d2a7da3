import { readFileSync } from 'node:fs';

/** Memory that is resident of some processes, in KiB. */
export function residentKiB(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return sum + Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
  }, 0);
}

/** What the kernel holds in the buffers of all TCP sockets of this machine, both ends of each on the loopback, in KiB. */
export function tcpBuffersKiB(): number {
  const pages = /^TCP: .* mem (\d+)$/m.exec(readFileSync('/proc/net/sockstat', 'utf8'))?.[1];
  return Number(pages ?? Number.NaN) * 4;
}
