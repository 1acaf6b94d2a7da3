import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Instant, MINUTE } from '../../shared/practice/instant.ts';
import { addDays, dayKey, localDay, minuteOfDay } from '../../shared/practice/local-time.ts';
import { addAnchor, anchorsFile } from '../journal/anchors.ts';
import type { JournalKey } from '../journal/journal-key.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Db } from '../platform/database.types.ts';
import type { Log } from '../platform/log.ts';
import { exportName } from './export-name.ts';
import { exportOn } from './export-practice.ts';
import { insertExport, readLastExport, withExportLock } from './nightly.queries.ts';

/** Local time of the practice: nobody reports, and no clock change touches it. */
const AT_MINUTE = 2 * 60 + 30;
const LOOK_EVERY = MINUTE;
const AGAIN_AFTER = 15 * MINUTE;

export interface NightlyDeps {
  readonly db: Db;
  readonly key: JournalKey;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: Pick<Config, 'dataDir' | 'backupDir' | 'backupsKept'>;
  /** Of the practice, as it is set at this time. */
  readonly timeZone: () => string;
}

export interface NightlyExports {
  /** When the last one was made, by whichever instance; null when none was, or nobody has looked yet. */
  lastMadeAt(): Instant | null;
  /** Gives up one that is under way. */
  stop(): Promise<void>;
}

/** The day on which the latest night ended, for which an export is due. */
function nightOf(now: Instant, zone: string): string {
  const day = localDay(now, zone);
  return dayKey(minuteOfDay(now, zone) >= AT_MINUTE ? day : addDays(day, -1));
}

/**
 * Makes one export a night, once for all instances on a database; one that was missed is made soon after a start. A
 * failure is tried again, and never ends anything else.
 */
export function keepNightlyExports(deps: NightlyDeps): NightlyExports {
  const { db, clock, log, config } = deps;
  let last: { readonly night: string; readonly at: Instant } | null = null;
  let notBefore = clock.now();
  let stopped = false;
  let working: Promise<void> | null = null;

  async function makeWhenDue(): Promise<void> {
    const now = clock.now();
    const night = nightOf(now, deps.timeZone());
    try {
      if (await isMade(db, night)) return;
      // Looked at again under the lock: another instance may just have made it.
      await withExportLock(db, async (locked) => {
        if (!(await isMade(locked, night))) await make(locked, night, now);
      });
    } catch (error) {
      if (stopped) return;
      notBefore = now + AGAIN_AFTER;
      log.error({ err: error, folder: config.backupDir }, 'the nightly export failed');
    }
  }

  async function isMade(connection: Db, night: string): Promise<boolean> {
    const made = await readLastExport(connection);
    if (made) last = { night: made.night, at: made.made_at.getTime() };
    return made !== null && made.night >= night;
  }

  async function make(connection: Db, night: string, now: Instant): Promise<void> {
    const file = join(config.backupDir, exportName('nightly', now));
    const { rows, verdict, anchor } = await exportOn(connection, {
      file,
      key: deps.key,
      now,
      givenUp: () => stopped,
    });
    await insertExport(connection, { night, file, made_at: new Date(now) });
    last = { night, at: now };
    if (anchor) await addAnchor(anchorsFile(config), anchor);
    await removeOld(config);
    log.info({ file, facts: rows['fact'] }, 'the nightly export was made');
    if (!verdict.whole) log.error({ seq: verdict.seq, fault: verdict.fault }, 'the journal is not whole');
  }

  function look(): void {
    const now = clock.now();
    if (stopped || now < notBefore || last?.night === nightOf(now, deps.timeZone())) return;
    working ??= makeWhenDue().finally(() => {
      working = null;
    });
  }

  const looking = config.backupsKept > 0 ? clock.every(LOOK_EVERY, look) : () => {};
  return {
    lastMadeAt: () => last?.at ?? null,
    async stop() {
      stopped = true;
      looking();
      await working;
    },
  };
}

/** Keeps the newest, and takes out what a crash left half written. Exports that were made by hand stay. */
async function removeOld({ backupDir, backupsKept }: NightlyDeps['config']): Promise<void> {
  const nightly = (await readdir(backupDir)).filter((name) => name.startsWith('nightly-')).toSorted();
  const whole = nightly.filter((name) => name.endsWith('.jsonl.gz'));
  const partial = nightly.filter((name) => name.endsWith('.partial'));
  for (const name of [...whole.slice(0, -backupsKept), ...partial]) await rm(join(backupDir, name), { force: true });
}
