import { KEPT_PAGE, notCheckedSince } from '../../shared/words/kept-page.ts';
import { type KeepRequest, PATIENT_WORKER } from '../../shared/wire/patient-worker.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { MINUTE } from '../../shared/practice/instant.ts';
import type { LiveBoard, LiveView } from '../live/live-board.ts';
import { KEPT_PAGE_ID } from './page-data.ts';

/** What was kept of a page this long ago is worth a new request. */
const KEPT_FOR_MS = 5 * MINUTE;

const OLD_LOOK = 'old-page old-page--copy';
const LIVE_LOOK = 'part';

/** What stands over a page that the device kept: it says once more how it is, in the same place and size. */
function tellKept(block: HTMLElement, { freshness, checkedAt, board }: LiveView<PublicBoard>): void {
  const isLive = freshness === 'live';
  if (isLive === (block.className === LIVE_LOOK)) return;
  // What was below must not move up under a finger.
  block.style.minHeight = `${block.getBoundingClientRect().height}px`;
  block.className = isLive ? LIVE_LOOK : OLD_LOOK;
  const line = document.createElement('p');
  line.textContent = isLive ? KEPT_PAGE.again : notCheckedSince(checkedAt, board.practice.timeZone);
  block.replaceChildren(line);
}

/** Opens the page when we cannot be reached: a worker is told of it once it is live, and again when it has changed. */
async function startWorker(): Promise<(request: KeepRequest) => void> {
  const { serviceWorker } = navigator as Partial<Navigator>;
  if (!serviceWorker) return () => {};
  await serviceWorker.register(PATIENT_WORKER, { updateViaCache: 'none' });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker is of our own origin, a window need not be
  return (request) => void serviceWorker.ready.then(({ active }) => active?.postMessage(request));
}

let isStarted = false;

/**
 * Lets the device keep the page, and keeps what is kept new: when it is first live, and when it is left after something
 * changed. Nothing is asked of the server before the page is live.
 */
export function letDeviceKeep(live: Pick<LiveBoard<PublicBoard>, 'view' | 'subscribe'>): void {
  if (isStarted) return;
  isStarted = true;
  const block = document.getElementById(KEPT_PAGE_ID);
  let tellWorker: Promise<(request: KeepRequest) => void> | null = null;
  let kept: { readonly board: PublicBoard; readonly at: number } | null = null;

  function keep(anew: boolean): void {
    kept = { board: live.view().board, at: performance.now() };
    tellWorker ??= startWorker();
    tellWorker
      .then((tell) => tell({ keep: location.pathname, anew }))
      .catch(() => {
        tellWorker = null;
      });
  }

  function look(): void {
    const view = live.view();
    if (block) tellKept(block, view);
    // A document that the device kept is not what the server would give.
    if (!kept && view.freshness === 'live') keep(block !== null);
  }

  live.subscribe(look);
  look();
  document.addEventListener('visibilitychange', () => {
    if (!kept || document.visibilityState === 'visible' || live.view().freshness !== 'live') return;
    const isOld = kept.board !== live.view().board || performance.now() - kept.at > KEPT_FOR_MS;
    if (isOld) keep(true);
  });
  const { serviceWorker } = navigator as Partial<Navigator>;
  let hadWorker = serviceWorker?.controller !== null;
  serviceWorker?.addEventListener('controllerchange', () => {
    // A worker knows the files of its own build alone: a new one can keep what the last one could not.
    if (hadWorker && kept) keep(true);
    hadWorker = true;
  });
}
