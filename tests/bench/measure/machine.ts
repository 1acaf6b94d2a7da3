import { cpus, totalmem } from 'node:os';
import { release } from 'node:os';

/** What the figures were measured on, in a line. */
export function describeMachine(): string {
  const [first] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${cpus().length} x ${first?.model ?? 'unknown'}, ${memory}, Linux ${release()}, Node ${process.version}`;
}
