import { SECOND } from '../../shared/practice/instant.ts';
import { PLACE_PATHS } from '../../shared/wire/place-paths.ts';
import type { BrowserEnvironment } from '../live/environment.ts';
import { askForScreen } from './ask-for-screen.ts';
import type { ScreenData } from './screen-data.ts';

const EVERY_MS = 30 * SECOND;

/**
 * Loads the page anew when the server serves another build of it or, for one that was let in, points it elsewhere or lets
 * it in no longer. Only an answer does that: a screen without a keyboard must never end on a browser's error page.
 */
export function keepNew(
  environment: BrowserEnvironment,
  { build, slug, isPaired }: Pick<ScreenData, 'build' | 'slug' | 'isPaired'>,
  reload: () => void,
): void {
  async function look(): Promise<void> {
    const answer = await askForScreen(environment, isPaired ? PLACE_PATHS.ownScreen : PLACE_PATHS.screenBuild);
    const isOther = answer.kind === 'told' && (answer.build !== build || (isPaired && answer.surgery !== slug));
    if (isOther || (isPaired && answer.kind === 'refused')) reload();
    else environment.after(EVERY_MS, () => void look());
  }
  // Two servers of different builds behind one address would send a page round and round if it asked at once.
  environment.after(EVERY_MS, () => void look());
}
