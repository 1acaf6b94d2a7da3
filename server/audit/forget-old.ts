import { DAY, HOUR, type Instant } from '../../shared/practice/instant.ts';
import { SYSTEM_ACTOR } from '../access/actor.table.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import type { Log } from '../platform/log.ts';
import { forgetLines } from './access-log.queries.ts';
import { noteAccess } from './note-access.ts';

export interface ForgettingDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  /** How long lines stay. */
  readonly days: number;
}

const LOOK_EVERY = HOUR;
/** So many go in a moment; a record that was never shortened goes in several. */
const AT_ONCE = 10_000;

/** Takes out what is older than it is kept, once a day by one instance; the record says how much went. */
export function keepForgetting(deps: ForgettingDeps): { stop(): Promise<void> } {
  const { clock, log } = deps;
  let doneOn: number | null = null;
  let stopped = false;
  let working: Promise<void> | null = null;

  async function forget(now: Instant): Promise<void> {
    try {
      let gone = AT_ONCE;
      while (gone >= AT_ONCE && !stopped) gone = await forgetSome(deps, now);
      doneOn = Math.floor(now / DAY);
    } catch (error) {
      log.error({ err: error }, 'old lines could not be taken out of the access record');
    }
  }

  function look(): void {
    const now = clock.now();
    if (stopped || doneOn === Math.floor(now / DAY)) return;
    working ??= forget(now).finally(() => {
      working = null;
    });
  }

  const cancel = clock.every(LOOK_EVERY, look);
  return {
    async stop() {
      stopped = true;
      cancel();
      await working;
    },
  };
}

/** Another instance that is at it leaves nothing to do here. */
async function forgetSome({ db, days, log }: ForgettingDeps, now: Instant): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const lines = await forgetLines(trx, { now, days, most: AT_ONCE });
    if (lines === 0) return 0;
    const detail = { lines, days };
    await noteAccess(trx, { event: 'record', outcome: 'forgotten', actor: SYSTEM_ACTOR, address: null, detail }, now);
    log.info({ event: 'record', outcome: 'forgotten', lines, days }, 'old lines left the access record');
    return lines;
  });
}
