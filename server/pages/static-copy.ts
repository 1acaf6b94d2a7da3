import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import type { CurrentBoard } from '../board/current-board.ts';
import type { Cancel, Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { readPublicAssets } from './assets.ts';
import { writeStaticCopy } from './write-static-copy.ts';

export interface StaticCopyDeps {
  readonly folder: string;
  readonly assetsFolder: string;
  readonly board: CurrentBoard;
  readonly clock: Clock;
  readonly log: Log;
}

export interface StaticCopy {
  /** When the folder last held a copy that is as new as this instance; null before that. */
  writtenAt(): Instant | null;
  /** Resolves when nothing is written any more. */
  stop(): Promise<void>;
}

/** After a change the copy waits this long: a burst becomes one, and open pages are told first. */
const AFTER_CHANGE = SECOND;
const AT_LEAST_EVERY = 30 * SECOND;

/** Keeps a copy of the public pages on disk, on each change and every 30 s. A fault is told once, and tried again. */
export function keepStaticCopy({ folder, assetsFolder, board, clock, log }: StaticCopyDeps): StaticCopy {
  let writing: Promise<void> | null = null;
  let waiting: Cancel | null = null;
  let isDue = false;
  let failing = false;
  let writtenAt: Instant | null = null;

  async function write(): Promise<void> {
    const now = clock.now();
    try {
      const assets = await readPublicAssets(assetsFolder);
      const published = board.publicStream.published();
      await writeStaticCopy(folder, { published, now, checkedAt: board.checkedAt(), assets, assetsFolder });
      if (failing) log.info({ folder }, 'the static copy can be written again');
      failing = false;
      writtenAt = now;
    } catch (error) {
      if (!failing) log.error({ err: error, folder }, 'the static copy could not be written');
      failing = true;
    }
  }

  /** One at a time. What changes meanwhile is in the next. */
  function start(): void {
    if (writing) {
      isDue = true;
      return;
    }
    writing = write().finally(() => {
      writing = null;
      if (isDue) soon();
      isDue = false;
    });
  }

  function soon(): void {
    waiting ??= clock.after(AFTER_CHANGE, () => {
      waiting = null;
      start();
    });
  }

  const unsubscribe = board.publicStream.subscribe(soon);
  const cancel = clock.every(AT_LEAST_EVERY, start);
  start();
  return {
    writtenAt: () => writtenAt,
    async stop() {
      unsubscribe();
      cancel();
      await writing;
      waiting?.();
    },
  };
}
