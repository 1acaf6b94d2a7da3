import { html, render } from 'lit/html.js';
import { SECOND } from '../../shared/practice/instant.ts';
import { PUBLIC_PATHS } from '../../shared/wire/public-paths.ts';
import { browserEnvironment } from '../live/browser-environment.ts';
import { connectLiveBoard } from '../live/live-board.ts';
import { createPolling } from '../live/polling.ts';
import { sinceAsked } from '../live/since-asked.ts';
import { PAGE_DATA_ID } from '../public/page-data.ts';
import { oldPageFace, pageFace } from '../public/page-title.ts';
import { isOld } from '../public/page-view.ts';
import { showFace } from '../public/tab.ts';
import { ENGLISH_TONGUE } from '../public/tongue.ts';
import { fitScreen } from './fit.ts';
import { keepNew } from './keep-new.ts';
import { pairScreen } from './pair-screen.ts';
import { PAIRING_ROOT_ID } from './pairing-view.ts';
import { SCREEN_ROOT_ID, type ScreenData } from './screen-data.ts';
import { screenView, stoppedWatch } from './screen-view.ts';

const CLOCK_MS = 5 * SECOND;

/** Takes over the screen that the server wrote, and follows the board from there. */
function start(root: HTMLElement, data: ScreenData): void {
  const { board, now, checkedAt, slug, address } = data;
  const environment = browserEnvironment();
  const qr = root.querySelector('.qr-code');
  const live = connectLiveBoard({
    path: PUBLIC_PATHS.live,
    boardPath: PUBLIC_PATHS.publicBoard,
    initial: { board, now, checkedAt, took: sinceAsked(environment) },
    environment,
    createPolling,
  });
  let turn: 'a' | 'b' = 'a';

  function show(): void {
    const view = { ...live.view(), clockRuns: true, tongue: ENGLISH_TONGUE };
    const branch = view.board.branches.find((one) => one.slug === slug) ?? null;
    render(html`${screenView(branch, view, { address, qr })}${stoppedWatch(turn)}`, root);
    fitScreen(root);
    showFace((isOld(view) ? oldPageFace : pageFace)(view, slug));
  }

  root.replaceChildren();
  show();
  live.subscribe(show);
  addEventListener('resize', show, { passive: true });
  setInterval(() => {
    turn = turn === 'a' ? 'b' : 'a';
    show();
  }, CLOCK_MS);
  keepNew(environment, data, () => location.reload());
}

const root = document.getElementById(SCREEN_ROOT_ID);
const pairing = document.getElementById(PAIRING_ROOT_ID);
const data = document.getElementById(PAGE_DATA_ID)?.textContent;
if (root && data) start(root, JSON.parse(data) as ScreenData);
else if (pairing) pairScreen(pairing, pairing.dataset['practice'] ?? '', browserEnvironment());
