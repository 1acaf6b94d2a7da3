import { stopFollowing } from '../follow/stop-following.ts';
import type { Cancel, Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import { type Noted, noteTold } from './followers.queries.ts';

/** What became of followers, on its way to the database. */
export interface Notes {
  add(noted: Noted): void;
  /** They follow no more. */
  drop(follower: string): void;
  /** Resolves when all is written, rejects when some could not be: who it is of is taken in hand again in time. */
  written(): Promise<void>;
}

/** As few and as short as the statements stay few: after a crash what was not written is not known. */
const UNWRITTEN_AT_MOST = 5;
const WRITTEN_WITHIN_MS = 100;

/** Writes what has come within a moment together. */
export function createNotes(db: Db, clock: Pick<Clock, 'after'>): Notes {
  let noted: Noted[] = [];
  let gone: string[] = [];
  let waiting: Cancel | null = null;
  let writing: Promise<void> | null = null;
  let failed: unknown = null;

  async function writeAll(): Promise<void> {
    while (noted.length + gone.length > 0) {
      const [notedNow, goneNow] = [noted, gone];
      noted = [];
      gone = [];
      try {
        await noteTold(db, notedNow);
        for (const id of goneNow) await stopFollowing(db, id);
      } catch (error) {
        failed ??= error;
      }
    }
  }

  function write(): void {
    waiting?.();
    waiting = null;
    writing ??= writeAll().finally(() => {
      writing = null;
    });
  }

  function writeSoon(): void {
    if (noted.length + gone.length >= UNWRITTEN_AT_MOST) write();
    else waiting ??= clock.after(WRITTEN_WITHIN_MS, write);
  }

  return {
    add(one) {
      noted.push(one);
      writeSoon();
    },
    drop(follower) {
      gone.push(follower);
      writeSoon();
    },
    async written() {
      do {
        write();
        await writing;
      } while (noted.length + gone.length > 0);
      const error = failed;
      failed = null;
      if (error !== null) throw error;
    },
  };
}
