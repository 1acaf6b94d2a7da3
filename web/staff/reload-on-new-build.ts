import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import type { BuildAnswer } from '../../shared/wire/staff-build.ts';
import { STAFF_PATHS } from '../../shared/wire/staff-paths.ts';
import type { Cancel } from '../live/environment.ts';
import type { StaffEnvironment } from './environment.ts';
import type { StaffBoardFeed } from './staff-board.ts';

export interface NewBuildOptions {
  readonly environment: StaffEnvironment;
  readonly feed: Pick<StaffBoardFeed, 'onReconnect'>;
  /** The build that this page is of. */
  readonly build: string;
  /** The page lay on the device, of whatever version; without it no page does. */
  readonly isHeld?: () => boolean;
  /** May the page be loaded anew now: nothing is being typed or sent. A wallboard always may. */
  readonly mayReload: () => boolean;
  /** A new version waits for the person: show the bar. Told once. */
  readonly onWaiting: () => void;
}

const EVERY_MS = 5 * MINUTE;
const ANSWER_WITHIN_MS = 10 * SECOND;

async function readBuild(environment: StaffEnvironment): Promise<string | null> {
  const limit = new AbortController();
  const cancelLimit = environment.after(ANSWER_WITHIN_MS, () => limit.abort());
  try {
    const answer = await environment.get(STAFF_PATHS.build, {}, limit.signal);
    if (answer.status !== 200) return null;
    const { build } = (await answer.json()) as Partial<BuildAnswer>;
    return typeof build === 'string' ? build : null;
  } catch {
    return null;
  } finally {
    cancelLimit();
  }
}

/**
 * Notices when the server serves another build than this page's: when it is connected again and every few minutes. The
 * page is loaded anew only after the server answered, so that a screen without a keyboard never ends on a browser's
 * error page.
 */
export function reloadOnNewBuild(options: NewBuildOptions): { close(): void } {
  const { environment, feed, build } = options;
  let waiting = false;
  let closed = false;
  let justLoaded = true;
  let cancelTimer: Cancel = () => {};

  async function check(): Promise<void> {
    const served = await readBuild(environment);
    if (closed || served === null || served === build) return;
    if (options.mayReload()) environment.reload();
    else if (!waiting) {
      waiting = true;
      options.onWaiting();
    }
  }

  function checkLater(): void {
    cancelTimer = environment.after(EVERY_MS, () => {
      void check();
      checkLater();
    });
  }

  const stopListening = feed.onReconnect(() => {
    // The page has only just come from a server. Two of different builds behind one address, as while a new version is
    // rolled out, would send it round and round.
    const isNew = justLoaded && !options.isHeld?.();
    justLoaded = false;
    if (!isNew) void check();
  });
  checkLater();
  return {
    close() {
      closed = true;
      cancelTimer();
      stopListening();
    },
  };
}

/** The build that the server wrote into this page. */
export function buildOf(page: Document): string {
  return page.querySelector<HTMLMetaElement>('meta[name="branchboard-build"]')?.content ?? '';
}
