import { once } from 'node:events';
import { join } from 'node:path';
import { startWorker, stopChild } from '../child.ts';
import type { AskerAsk, Asked } from './asker-messages.ts';

/** Somebody who asks a server at a steady pace, in a process of their own. */
export interface Asker {
  begin(port: number, paths: readonly string[], everyMs: number): void;
  /** Resolves with all that was asked since the begin. */
  end(): Promise<readonly Asked[]>;
  stop(): Promise<void>;
}

export function startAsker(): Asker {
  const child = startWorker(join(import.meta.dirname, 'asker.ts'));
  const tell = (message: AskerAsk) => void child.send(message);
  return {
    begin: (port, paths, everyMs) => tell({ do: 'begin', port, paths, everyMs }),
    async end() {
      tell({ do: 'end' });
      const [asked] = (await once(child, 'message')) as [readonly Asked[]];
      return asked;
    },
    stop: () => stopChild(child),
  };
}
