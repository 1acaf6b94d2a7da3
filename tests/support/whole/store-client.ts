import type { HeardStore } from '../../../server/contact/heard-store.ts';
import type { JournalReader } from '../../../server/journal/follow.ts';
import { type Instant, SECOND } from '../../../shared/practice/instant.ts';
import type { Machine } from './machine.ts';
import type { Network } from './network.ts';
import type { Store } from './store.ts';

/** The database as it stands in the network. */
export interface StoreServer {
  readonly machine: Machine;
  readonly store: Store;
  isUp: boolean;
}

/** An instance's connection to the database. */
export interface StoreClient {
  readonly reader: JournalReader;
  readonly heard: HeardStore;
  /** One transaction: it takes place or not, whatever its caller hears of it. */
  transact<T>(work: (store: Store, now: Instant) => T | Promise<T>): Promise<T>;
  /** The journal has grown. */
  hint(): void;
}

export const STORE = 'store';
/** The server's own limit of a query. */
const QUERY_TIMEOUT = 7 * SECOND;

/** `onCommit` runs when something was written and before its writer hears of it. */
export function connectStore(
  machine: Machine,
  server: StoreServer,
  network: Network,
  onCommit: () => void,
): StoreClient {
  let onHint = () => {};

  async function handle<T>(work: (store: Store, now: Instant) => T | Promise<T>): Promise<T> {
    const { store } = server;
    const before = store.facts.length;
    const done = await work(store, server.machine.now());
    if (store.facts.length > before) onCommit();
    return done;
  }

  const transact = <T>(work: (store: Store, now: Instant) => T | Promise<T>) =>
    network.call<T>({
      from: machine,
      to: STORE,
      server: () => (server.isUp ? { machine: server.machine, handle: () => handle(work) } : null),
      timeoutMs: QUERY_TIMEOUT,
    });
  return {
    transact,
    hint: () => onHint(),
    heard: {
      readNew: () => transact((store) => ({ heard: store.heard, isAll: true })),
      readOf: (source) => transact((store) => store.heard.get(source) ?? null),
      merge: (sources, merge) => transact((store) => store.merge(sources, merge)),
    },
    reader: {
      headFrom: (seq) => transact((store) => store.headFrom(seq)),
      factsAfter: (seq, limit) => transact((store) => store.factsAfter(seq, limit)),
      rotateEpoch: () => Promise.reject(new Error('the journal of the model is never set back')),
      listen(listener) {
        onHint = listener;
        return { stop: async () => {} };
      },
    },
  };
}
