import type { BeatBody } from '../../../shared/wire/beats.ts';
import { SECOND } from '../../../shared/practice/instant.ts';
import type { Seeded } from '../seeded.ts';
import type { Instance } from './instance.ts';
import type { Machine } from './machine.ts';
import type { Network } from './network.ts';

export interface Sender {
  /** null: the canary. */
  readonly branch: string | null;
  readonly machine: Machine;
}

const EVERY = 20;
const JITTER = 0.2;
const TIMEOUT = 5 * SECOND;
const TRIES = 3;
/** In so many beats what a service does changes once. */
const CHANGES_ONCE_IN = 40;

/** What runs in a branch and says that its line works. */
export function startSender(
  branch: string | null,
  machine: Machine,
  { network, instances, chance }: { network: Network; instances: readonly Instance[]; chance: Seeded },
): Sender {
  const boot = `boot of ${machine.name}`;
  const checks: { -readonly [S in keyof BeatBody['checks']]: BeatBody['checks'][S] } = {
    records: 'working',
    phones: 'working',
  };
  let n = 0;

  function look(): void {
    for (const service of ['records', 'phones'] as const) {
      if (chance.next() < 1 / CHANGES_ONCE_IN) checks[service] = checks[service] === 'down' ? 'working' : 'down';
    }
  }

  async function beat(): Promise<void> {
    n += 1;
    if (branch !== null) look();
    const body: BeatBody = { boot, n, every: EVERY, checks: { ...checks } };
    for (let tried = 0; tried < TRIES; tried += 1) {
      const instance = instances[Math.floor(chance.next() * instances.length)] as Instance;
      try {
        return await network.call({
          from: machine,
          to: instance.name,
          timeoutMs: TIMEOUT,
          repeatable: true,
          server() {
            const running = instance.running();
            return running && { machine: running.machine, handle: () => instance.beat(branch, body) };
          },
        });
      } catch (error) {
        // Heard before: the answer was lost, the beat was not.
        if (error instanceof Error && 'code' in error && error.code === 'already-done') return;
      }
    }
  }

  function next(): void {
    machine.after(EVERY * SECOND * (1 + JITTER * (2 * chance.next() - 1)), () => {
      void beat();
      next();
    });
  }

  next();
  return { branch, machine };
}
