import type { NewFact } from '../../../server/journal/fact-row.ts';
import type { PassStore, PassTransaction } from '../../../server/watch/pass-store.ts';
import type { LeftByPass, PassRow } from '../../../server/watch/watch.queries.ts';
import type { Fact } from '../../../shared/facts/fact.ts';
import type { Instant } from '../../../shared/practice/instant.ts';
import type { Store } from './store.ts';
import type { StoreClient } from './store-client.ts';

/** What passes leave in the database. */
export interface WatchRows {
  row(by: string): PassRow;
  state(by: string): unknown;
  keep(by: string, version: number, left: LeftByPass): void;
}

interface Row extends PassRow {
  readonly state: unknown;
}

const NEW: Row = { version: 0, changed: 0, passAt: null, state: null };

/** One row; broken, one for each instance, so that none knows of another. */
export function createWatchRows(broken: boolean): WatchRows {
  const rows = new Map<string, Row>();
  const nameOf = (by: string) => (broken ? by : '');
  const rowOf = (by: string) => rows.get(nameOf(by)) ?? NEW;
  return {
    row: rowOf,
    state: (by) => rowOf(by).state,
    keep(by, version, { passAt, state }) {
      const row = rowOf(by);
      if (row.version !== version) throw new Error('another pass was made meanwhile');
      const next = version + 1;
      rows.set(nameOf(by), {
        version: next,
        changed: state === null ? row.changed : next,
        passAt: passAt ?? row.passAt,
        // As it comes back from the database.
        state: state === null ? row.state : JSON.parse(JSON.stringify(state)),
      });
    },
  };
}

/** One transaction after the other: while one is under way nothing else happens to the database. */
async function inTransaction<T>(
  store: Store,
  by: string,
  now: Instant,
  work: (trx: PassTransaction) => Promise<T>,
): Promise<T> {
  const { epoch, seq } = store.head();
  let staged: readonly NewFact[] = [];
  let stagedAt = now;
  let keep = () => {};
  const done = await work({
    tryLock: async () => ({ ...store.watch.row(by), epoch, seq }),
    factsAfter: async (after, limit) => store.factsAfter(after, limit),
    lockJournal: async () => ({ epoch, seq }),
    stamp: async () => now,
    async append(facts, at) {
      staged = facts;
      stagedAt = at;
      return facts.map(
        (fact, index) => ({ ...fact, seq: seq + 1 + index, recordedAt: at, actorName: fact.actor }) as Fact,
      );
    },
    async keep(version, left) {
      keep = () => store.watch.keep(by, version, left);
    },
  });
  keep();
  if (staged.length > 0) store.append(staged, stagedAt);
  return done;
}

/** The database as the real evaluator uses it. */
export function passStoreOf(client: StoreClient, by: string, sources: ReadonlySet<string | null>): PassStore {
  return {
    sources: async () => sources,
    readRow: () => client.transact((store) => store.watch.row(by)),
    readState: () =>
      client.transact((store) => ({ changed: store.watch.row(by).changed, state: store.watch.state(by) })),
    inTransaction: (work) => client.transact((store, now) => inTransaction(store, by, now, work)),
  };
}
