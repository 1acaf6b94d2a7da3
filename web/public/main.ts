import { PUBLIC_PATHS } from '../../shared/wire/public-paths.ts';
import { browserEnvironment } from '../live/browser-environment.ts';
import { connectLiveBoard } from '../live/live-board.ts';
import { createPolling } from '../live/polling.ts';
import { PAGE_DATA_ID, PAGE_ROOT_ID, type PageData, SAVED_COPY_ID } from './page-data.ts';
import { serverView } from './page-view.ts';
import { openStatusPage } from './status-page.ts';

/** How often ages are written anew. */
const AGES_MS = 15_000;

/** Takes over the page that the server rendered and follows the board from there. */
function start(root: HTMLElement, { board, now, checkedAt, slug }: PageData): void {
  const page = openStatusPage(root, serverView(board, now, checkedAt), slug);
  const live = connectLiveBoard({
    path: PUBLIC_PATHS.live,
    boardPath: PUBLIC_PATHS.publicBoard,
    initial: { board, now, checkedAt },
    environment: browserEnvironment(),
  });
  const show = () => page.show({ ...live.view(), clockRuns: true });
  live.subscribe(show);
  setInterval(show, AGES_MS);
}

/** Goes from a saved copy to the page itself once a server answers: only a server tells when it checked. */
function leaveCopy(): void {
  const onAnswer = (_body: unknown, checkedAt: number | null) => {
    if (checkedAt !== null) location.reload();
  };
  createPolling(browserEnvironment(), PUBLIC_PATHS.publicBoard, { onAnswer, onRefused: undefined }).start();
}

const root = document.getElementById(PAGE_ROOT_ID);
const data = document.getElementById(PAGE_DATA_ID)?.textContent;
if (root && data) start(root, JSON.parse(data) as PageData);
else if (document.getElementById(SAVED_COPY_ID)) leaveCopy();
