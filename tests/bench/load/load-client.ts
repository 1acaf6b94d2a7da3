import { setTimeout as wait } from 'node:timers/promises';
import { now } from '../measure/now.ts';
import type { Ask, Said } from './load-messages.ts';
import { openPage, type Page } from './open-page.ts';

/** Tens of thousands of open pages in one process, which does what its parent asks. */

/** Connections under way at a time. */
const AT_ONCE = 64;
/** Pages of one address: servers bound them, as thousands of phones of one carrier would be. */
const PER_ADDRESS = 2_500;
const AGAIN_AFTER_MS = 250;

let pages = 0;
let expected = 0;
let marker = Buffer.alloc(0);
let met = 0;
let firstAt = 0;

function say(said: Said): void {
  process.send?.(said);
}

function onText(page: Page, payload: Buffer): void {
  if (page.met === expected || met === pages || !payload.includes(marker)) return;
  page.met = expected;
  met += 1;
  if (met === 1) firstAt = now();
  if (met === pages) say({ said: 'told', marker: marker.toString(), firstAt, lastAt: now() });
}

function onGone(): void {
  pages -= 1;
  say({ said: 'lost', count: 1 });
}

/** Opens them a few at a time, and tries again where the server was too busy. */
async function open({ port, path, network, count, reads }: Extract<Ask, { do: 'open' }>): Promise<void> {
  let refused = 0;
  let begun = 0;

  function openOne(localAddress: string): Promise<boolean> {
    return new Promise((resolve) => {
      openPage({
        port,
        path,
        localAddress,
        onText,
        onGone,
        onRefused: () => resolve(false),
        onOpen(page) {
          if (reads) pages += 1;
          else page.socket.pause();
          resolve(true);
        },
      });
    });
  }

  async function openSome(): Promise<void> {
    while (begun < count) {
      const localAddress = `${network}.${1 + Math.floor(begun / PER_ADDRESS)}`;
      begun += 1;
      while (!(await openOne(localAddress))) {
        refused += 1;
        await wait(AGAIN_AFTER_MS);
      }
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, openSome));
  say({ said: 'open', refused });
}

process.on('message', (ask: Ask) => {
  if (ask.do === 'open') return void open(ask);
  expected += 1;
  marker = Buffer.from(ask.marker);
  met = 0;
});
process.on('disconnect', () => process.exit(0));
