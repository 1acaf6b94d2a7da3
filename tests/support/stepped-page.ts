import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { connectLiveBoard, type LiveBoard } from '../../web/live/live-board.ts';
import { createPolling } from '../../web/live/polling.ts';
import { EPOCH, MORNING, sampleBoard, sampleBranch, sampleTick } from './live-sample.ts';
import { createSteppedBrowser, type SteppedBrowser } from './stepped-browser.ts';

/** A board with one branch, whose sentence says which board it is. */
export function boardOf(seq: number, sentence = `seq ${seq}`, epoch = EPOCH): PublicBoard {
  return sampleBoard({ seq, edge: MORNING }, [sampleBranch('clayton', sentence)], epoch);
}

export const ten = boardOf(10);
export const eleven = boardOf(11);
export const twelve = boardOf(12);

/** Where a page that holds this board connects. */
export function resumeFrom({ epoch, seq, edge }: PublicBoard): string {
  return `/live?${new URLSearchParams({ epoch, seq: String(seq), edge })}`;
}

/** A page that the server rendered with the board `ten`. */
export interface SteppedPage {
  readonly browser: SteppedBrowser;
  readonly live: LiveBoard<PublicBoard>;
  /** How often its elements were told to render. */
  told(): number;
  /** How often it was told that its session is over. */
  refused(): number;
  serverNow(): number;
  /** The server says that it stands at this board. */
  tick(board?: PublicBoard, checkedAt?: number): void;
  sentence(): string | undefined;
  /** Ends the newest socket before it spoke, and waits for the next try, `count` times. */
  failOpens(count: number): Promise<void>;
}

/** How a page differs from one that was just checked, for somebody with a session, on a device with a wrong clock. */
export interface SteppedPageOptions {
  readonly checkedAt?: number;
  readonly deviceClock?: number;
  /** For everybody: no session that could end. */
  readonly isPublic?: boolean;
}

/** Opens it in a browser of its own, whose time stands still. */
export function openSteppedPage(options: SteppedPageOptions = {}): SteppedPage {
  const { checkedAt = MORNING, deviceClock = 0, isPublic = false } = options;
  const browser = createSteppedBrowser(0.5, deviceClock);
  let told = 0;
  let refused = 0;
  const live = connectLiveBoard<PublicBoard>({
    path: '/live',
    boardPath: '/api/v1/board',
    initial: { board: ten, now: MORNING, checkedAt },
    environment: browser,
    createPolling,
    ...(!isPublic && {
      onRefused: () => {
        refused += 1;
      },
    }),
  });
  live.subscribe(() => {
    told += 1;
  });
  const serverNow = () => MORNING + browser.monotonic();
  return {
    browser,
    live,
    told: () => told,
    refused: () => refused,
    serverNow,
    tick: (board = ten, checked = serverNow()) => browser.socket.say(sampleTick(board, serverNow(), checked)),
    sentence: () => live.view().board.branches[0]?.sentence,
    async failOpens(count) {
      for (let n = 0; n < count; n += 1) {
        const tries = browser.sockets.length;
        browser.socket.end(1006);
        while (browser.sockets.length === tries) await browser.advance(500);
      }
    },
  };
}
