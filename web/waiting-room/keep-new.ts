import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { PLACE_PATHS } from '../../shared/wire/place-paths.ts';
import type { ScreenBuild } from '../../shared/wire/screen.ts';
import type { BrowserEnvironment } from '../live/environment.ts';

const EVERY_MS = MINUTE;
const ANSWER_WITHIN_MS = 10 * SECOND;

/**
 * Loads the page anew when the server serves another build of it. Only an answer does that: a screen without a keyboard
 * must never end on a browser's error page.
 */
export function keepNew(environment: BrowserEnvironment, build: string, reload: () => void): void {
  async function look(): Promise<void> {
    const limit = new AbortController();
    const cancelLimit = environment.after(ANSWER_WITHIN_MS, () => limit.abort());
    try {
      const answer = await environment.get(PLACE_PATHS.screenBuild, {}, limit.signal);
      if (answer.status === 200 && ((await answer.json()) as ScreenBuild).build !== build) return reload();
    } catch {
      // No network: the next look finds it.
    } finally {
      cancelLimit();
    }
    environment.after(EVERY_MS, () => void look());
  }
  // Two servers of different builds behind one address would send a page round and round if it asked at once.
  environment.after(EVERY_MS, () => void look());
}
