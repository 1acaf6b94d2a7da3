import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import type { Log } from '../platform/log.ts';

export interface PasskeyDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  /** Our own, the one that people use first. */
  readonly origins: readonly string[];
  /** What browsers show as whose account it is. */
  readonly practiceName: () => string;
}
