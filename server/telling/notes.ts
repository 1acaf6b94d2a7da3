import { stopFollowing } from '../follow/stop-following.ts';
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

/**
 * Writes at once, and what comes meanwhile together: a crash leaves hardly more unknown than what is on its way to
 * people.
 */
export function createNotes(db: Db): Notes {
  let noted: Noted[] = [];
  let gone: string[] = [];
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
    // After all that comes in this turn of the event loop.
    writing ??= Promise.resolve()
      .then(writeAll)
      .finally(() => {
        writing = null;
      });
  }

  return {
    add(one) {
      noted.push(one);
      write();
    },
    drop(follower) {
      gone.push(follower);
      write();
    },
    async written() {
      while (writing) await writing;
      const error = failed;
      failed = null;
      if (error !== null) throw error;
    },
  };
}
