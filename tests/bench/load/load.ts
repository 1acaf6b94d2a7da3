import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pidOf, startWorker, stopChild } from '../child.ts';
import type { Ask, Said } from './load-messages.ts';

export interface Told {
  readonly firstAt: number;
  readonly lastAt: number;
}

/** The open pages of one server, in a process of their own. */
export interface Load {
  readonly pid: number;
  /** Pages that were closed by the server. */
  readonly lost: number;
  /** Opens so many pages more, and tells how often one was asked to come back later. */
  open(target: { readonly port: number; readonly path: string }, count: number, reads?: boolean): Promise<number>;
  /** Resolves when every page has a text with the marker in it. */
  expect(marker: string): Promise<Told>;
  stop(): Promise<void>;
}

const GIVE_UP_AFTER_MS = 60_000;

let networks = 0;

/** Starts a process without pages. Each one's pages come from addresses of their own. */
export function startLoad(): Load {
  const child: ChildProcess = startWorker(join(import.meta.dirname, 'load-client.ts'));
  networks += 1;
  const network = `127.${20 + networks}`;
  let batch = 0;
  let lost = 0;
  child.on('message', (said: Said) => {
    if (said.said === 'lost') lost += said.count;
  });

  function answer<S extends Said['said']>(
    kind: S,
    wanted: (said: Said) => boolean = () => true,
  ): Promise<Extract<Said, { said: S }>> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        child.off('message', onMessage).off('exit', onExit);
      };
      const fail = (why: string) => {
        end();
        reject(new Error(`${why}; ${lost} pages were closed by the server`));
      };
      const onMessage = (said: Said) => {
        if (said.said !== kind || !wanted(said)) return;
        end();
        resolve(said as Extract<Said, { said: S }>);
      };
      const onExit = () => fail('a load client ended');
      const timer = setTimeout(
        () => fail(`"${kind}" did not come`),
        kind === 'open' ? 4 * GIVE_UP_AFTER_MS : GIVE_UP_AFTER_MS,
      );
      child.on('message', onMessage).on('exit', onExit);
    });
  }

  const ask = (message: Ask) => void child.send(message);
  return {
    pid: pidOf(child),
    get lost() {
      return lost;
    },
    async open({ port, path }, count, reads = true) {
      batch += 1;
      const opened = answer('open');
      ask({ do: 'open', port, path, network: `${network}.${batch}`, count, reads });
      return (await opened).refused;
    },
    expect(marker) {
      const told = answer('told', (said) => said.said === 'told' && said.marker === marker);
      ask({ do: 'expect', marker });
      return told;
    },
    stop: () => stopChild(child),
  };
}
