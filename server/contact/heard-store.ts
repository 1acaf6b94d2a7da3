import type { Db } from '../platform/database.types.ts';
import type { Heard } from './heard.ts';
import { mergeHeard, readAllHeard, readHeardAfter, readHeardOf, type StoredMark } from './last-heard.queries.ts';

/** Where all instances keep what they heard. */
export interface HeardStore {
  /** What was stored since it was read last, other than by `merge` here; all of it the first time, or when it is anew. */
  readNew(): Promise<{ readonly heard: ReadonlyMap<string, Heard>; readonly isAll: boolean }>;
  /** What is kept of one source. */
  readOf(source: string): Promise<Heard | null>;
  /** Stores what `merge` makes of what is stored of these sources, with nobody else storing meanwhile. Gives it. */
  merge(
    sources: readonly string[],
    merge: (source: string, stored: Heard | null) => Heard | null,
  ): Promise<ReadonlyMap<string, Heard>>;
}

/** In the database. */
export function heardStoreOf(db: Db): HeardStore {
  let read: StoredMark | null = null;
  return {
    async readNew() {
      const after = read && (await readHeardAfter(db, read));
      // Of what was read last nothing is left either: the table was replaced by an older one.
      const isAll = !after?.mark;
      const found = isAll ? await readAllHeard(db) : after;
      read = found.mark;
      return { heard: found.heard, isAll };
    },
    readOf: (source) => readHeardOf(db, source),
    async merge(sources, merge) {
      const { heard, mark } = await mergeHeard(db, sources, merge);
      // Nobody stored anything in between that would have to be read.
      if (mark && read && mark.stored === read.stored + 1) read = mark;
      return heard;
    },
  };
}
