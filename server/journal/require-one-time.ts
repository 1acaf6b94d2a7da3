import { CLOCKS_APART_AT_MOST } from '../../shared/board/board-time.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import { databaseTime } from './stamp.ts';

/** Throws when this machine's clock and the database's are more than a minute apart. */
export async function requireOneTime(db: Db, clock: Clock): Promise<void> {
  const before = clock.now();
  const theirs = await databaseTime(db);
  // Read in between, so the wait for the answer does not count.
  const ahead = Math.max(theirs - clock.now(), 0) - Math.max(before - theirs, 0);
  if (Math.abs(ahead) <= CLOCKS_APART_AT_MOST) return;
  const seconds = Math.round(Math.abs(ahead) / SECOND);
  const way = ahead > 0 ? 'behind' : 'ahead of';
  throw new Error(
    `The clock of this machine is ${seconds} s ${way} the database's: set the wrong one, then start again.`,
  );
}
