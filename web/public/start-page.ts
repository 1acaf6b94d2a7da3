import { PUBLIC_PATHS } from '../../shared/wire/public-paths.ts';
import { browserEnvironment } from '../live/browser-environment.ts';
import { latePolling } from '../live/late-polling.ts';
import { connectLiveBoard } from '../live/live-board.ts';
import { sinceAsked } from '../live/since-asked.ts';
import { openPage, type PageKind } from './open-page.ts';
import type { PageData } from './page-data.ts';
import type { Tongue } from './tongue.ts';
import { serverView } from './page-view.ts';

/** How often ages are written anew. */
const AGES_MS = 15_000;
/** So long a change waits for what keeps the reader's place. */
const WAIT_MS = 2_000;

export async function loadLater() {
  return (await import('./later.ts')).later;
}

/** Takes over the page that the server rendered and follows the board from there. */
export function startPage(
  root: HTMLElement,
  { board, now, checkedAt, part, asked }: PageData,
  kind: PageKind,
  tongue: Tongue,
): void {
  const query = part === null ? '' : `?${new URLSearchParams({ part })}`;
  const page = openPage(root, serverView(board, now, checkedAt, tongue), kind, asked ?? { find: '', hits: null });
  const environment = browserEnvironment();
  const live = connectLiveBoard({
    path: PUBLIC_PATHS.live + query,
    boardPath: PUBLIC_PATHS.publicBoard + query,
    initial: { board, now, checkedAt, took: sinceAsked(environment) },
    environment,
    createPolling: latePolling(loadLater),
  });
  const show = () => page.show({ ...live.view(), clockRuns: true, tongue });
  /** Without a network it is tried again: a page that lacks it still shows what is true. */
  const equip = () =>
    void loadLater().then(
      (later) => {
        page.equip(later);
        later.letDeviceKeep(live);
      },
      () => page.equip(undefined),
    );
  live.subscribe(show);
  setInterval(() => {
    show();
    equip();
  }, AGES_MS);
  setTimeout(() => page.equip(undefined), WAIT_MS);
  equip();
}
