import type { Db } from '../platform/database.types.ts';
import type { Heard } from './heard.ts';
import { mergeHeard, readHeardOf, readHeardSince } from './last-heard.queries.ts';

/** Where all instances keep what they heard. */
export interface HeardStore {
  read(): Promise<ReadonlyMap<string, Heard>>;
  /** What is kept of one source. */
  readOf(source: string): Promise<Heard | null>;
  /** Stores what `merge` makes of what is stored of these sources, with nobody else storing meanwhile. Gives it. */
  merge(
    sources: readonly string[],
    merge: (source: string, stored: Heard | null) => Heard | null,
  ): Promise<ReadonlyMap<string, Heard>>;
}

/** In the database. What was read once is read again only when it was stored anew. */
export function heardStoreOf(db: Db): HeardStore {
  let all: ReadonlyMap<string, Heard> = new Map();
  let stored = 0;
  return {
    async read() {
      const found = await readHeardSince(db, stored);
      // Nothing is left of what was read last: the table was replaced by an older one.
      const isReplaced = stored > 0 && found.stored < stored;
      const since = isReplaced ? await readHeardSince(db, 0) : found;
      all = new Map(isReplaced ? since.heard : [...all, ...since.heard]);
      stored = Math.max(0, since.stored);
      return all;
    },
    readOf: (source) => readHeardOf(db, source),
    merge: (sources, merge) => mergeHeard(db, sources, merge),
  };
}
