import { CONFIRM_WITHIN } from '../../shared/follow/follow-limits.ts';
import { HOUR } from '../../shared/practice/instant.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import type { Log } from '../platform/log.ts';
import { deleteRequestsBefore } from './follow.queries.ts';

/** Forgets whoever did not say that they want to be told, an hour after their link stopped working at the latest. */
export function keepForgettingRequests(deps: { readonly db: Db; readonly clock: Clock; readonly log: Log }): {
  stop(): Promise<void>;
} {
  const { db, clock, log } = deps;
  let working: Promise<void> = Promise.resolve();
  const cancel = clock.every(HOUR, () => {
    working = deleteRequestsBefore(db, clock.now() - CONFIRM_WITHIN).catch((error: unknown) => {
      log.error({ err: error }, 'requests to be told that nobody confirmed could not be forgotten');
    });
  });
  return {
    async stop() {
      cancel();
      await working;
    },
  };
}
