import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OutboxEntry } from '../../shared/outbox/entry.ts';

/** A new entry, before it has its place in the order. */
export type NewEntry = Omit<OutboxEntry, 'order'>;

/** The entries of a device, the same for all of its tabs and its worker. */
export interface EntryStore {
  /** Oldest first. */
  all(): Promise<readonly OutboxEntry[]>;
  /** Resolves once it lies safely on the device. */
  add(entry: NewEntry): Promise<OutboxEntry>;
  /** Does nothing when it was removed meanwhile. */
  update(key: string, change: (entry: OutboxEntry) => OutboxEntry): Promise<void>;
  remove(key: string): Promise<void>;
}

interface Schema extends DBSchema {
  entries: { key: string; value: OutboxEntry };
}

const DATABASE = 'branchboard-outbox';

function inOrder(entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
  return [...entries].sort((a, b) => a.order - b.order);
}

function nextOrder(entries: readonly OutboxEntry[]): number {
  return Math.max(0, ...entries.map(({ order }) => order)) + 1;
}

/** A connection that is opened again when the browser has closed it, as some do to pages in the background. */
function createConnection() {
  let open: Promise<IDBPDatabase<Schema>> | null = null;
  const forget = () => {
    open = null;
  };
  const connect = () => {
    open ??= openDB<Schema>(DATABASE, 1, {
      upgrade: (fresh) => void fresh.createObjectStore('entries', { keyPath: 'key' }),
      // A newer page wants to change it: what is open must not be in its way.
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    });
    return open;
  };
  return async <T>(task: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> => {
    try {
      return await task(await connect());
    } catch {
      forget();
      return task(await connect());
    }
  };
}

// The device may lose its power the moment after somebody was told that it is kept.
const writeTo = (db: IDBPDatabase<Schema>) => db.transaction('entries', 'readwrite', { durability: 'strict' });

function storeOnDevice(using: ReturnType<typeof createConnection>): EntryStore {
  return {
    all: () => using(async (db) => inOrder(await db.getAll('entries'))),
    add: (entry) =>
      using(async (db) => {
        const transaction = writeTo(db);
        const added = { ...entry, order: nextOrder(await transaction.store.getAll()) };
        await transaction.store.put(added);
        await transaction.done;
        return added;
      }),
    update: (key, change) =>
      using(async (db) => {
        const transaction = writeTo(db);
        const entry = await transaction.store.get(key);
        if (entry) await transaction.store.put(change(entry));
        await transaction.done;
      }),
    remove: (key) => using((db) => db.delete('entries', key)),
  };
}

/** For a browser that may keep nothing: entries live as long as the page. */
export function storeInMemory(): EntryStore {
  const entries = new Map<string, OutboxEntry>();
  return {
    all: async () => inOrder([...entries.values()]),
    async add(entry) {
      const added = { ...entry, order: nextOrder([...entries.values()]) };
      entries.set(entry.key, added);
      return added;
    },
    async update(key, change) {
      const entry = entries.get(key);
      if (entry) entries.set(key, change(entry));
    },
    async remove(key) {
      entries.delete(key);
    },
  };
}

export async function openEntryStore(): Promise<EntryStore> {
  const store = storeOnDevice(createConnection());
  return store.all().then(
    () => store,
    () => storeInMemory(),
  );
}
