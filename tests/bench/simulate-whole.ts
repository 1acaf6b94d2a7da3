import { tellViolation } from '../support/whole/find-violation.ts';
import { runWhole } from '../support/whole/run-whole.ts';

export interface WholeOptions {
  readonly from: number;
  readonly seeds: number;
  /** Says all that happened, and not only what went before something wrong. */
  readonly tellsAll: boolean;
  readonly say: (...lines: readonly string[]) => void;
}

const TELLS_EVERY = 100;

/** Runs the seeds one after the other; false at the first in which something that must hold did not. */
export async function simulateWhole({ from, seeds, tellsAll, say }: WholeOptions): Promise<boolean> {
  const begun = performance.now();
  const sums = { events: 0, facts: 0, reports: 0, faults: 0, drawn: 0 };
  for (let seed = from; seed < from + seeds; seed += 1) {
    const run = await runWhole(seed);
    for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += run.counts[name];
    if (tellsAll) say(...run.log);
    if (run.violation !== null) {
      say(tellViolation(run));
      return false;
    }
    if ((seed - from + 1) % TELLS_EVERY === 0) say(`${seed - from + 1} worlds, nothing wrong`);
  }
  const count = (value: number) => value.toLocaleString('en-GB');
  say(
    `${count(seeds)} worlds from seed ${from} on in ${((performance.now() - begun) / 1_000).toFixed(0)} s, nothing wrong:`,
    `  ${count(sums.faults)} faults, ${count(sums.reports)} reports, ${count(sums.facts)} facts, pages drawn ${count(sums.drawn)} times, ${count(sums.events)} events`,
  );
  return true;
}
