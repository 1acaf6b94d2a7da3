import { setTimeout as wait } from 'node:timers/promises';
import { byeDelay, reconnectDelay } from '../../../shared/live/backoff.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import { openPage } from '../load/open-page.ts';
import { now } from '../measure/now.ts';
import type { StormAsk, StormSaid } from './storm-messages.ts';

/** Thousands of pages that come back by the rule of the real ones when they lose their server. */

const AT_ONCE = 64;
const PER_ADDRESS = 2_500;
/** As a page does, it gives up and comes again. */
const PATIENCE_MS = 5_000;
/** What a page asks to go on from stands at the beginning of each frame. */
const HEAD_BYTES = 400;
const POSITION = /"epoch":"([^"]+)","seq":(\d+),"edge":"([^"]+)"/;

let live = 0;
let failed = 0;
let letIn: number[] = [];
let away: number[] = [];
/** Of the newest frame that any of them has read: all of them read the same. */
let position = '';

function learn(text: string): void {
  const [, epoch, seq, edge] = POSITION.exec(text) ?? [];
  if (epoch && seq && edge) position = `?${new URLSearchParams({ epoch, seq, edge })}`;
}

/** A page from its first try to the end of the process. */
function livePage(port: number, localAddress: string, onFirst: () => void): void {
  let tries = 0;
  let goneAt = now();
  let isLive = false;
  let spreadMs: number | null = null;
  let first: (() => void) | null = onFirst;

  function comeBack(): void {
    const delay = spreadMs === null ? reconnectDelay(tries, Math.random) : byeDelay(spreadMs, Math.random);
    tries = spreadMs === null ? tries + 1 : 0;
    spreadMs = null;
    setTimeout(connect, delay);
  }

  function connect(): void {
    openPage({
      port,
      path: PATHS.live + position,
      localAddress,
      patienceMs: PATIENCE_MS,
      onOpen: () => letIn.push(now()),
      onText(_page, payload) {
        if (payload.includes('"t":"bye"')) {
          spreadMs = Number(/"spreadMs":(\d+)/.exec(payload.toString())?.[1] ?? 0);
          return;
        }
        if (isLive) return;
        isLive = true;
        tries = 0;
        live += 1;
        if (position === '') learn(payload.subarray(0, HEAD_BYTES).toString());
        if (first) first();
        else away.push(now() - goneAt);
        first = null;
      },
      onGone() {
        if (isLive) {
          live -= 1;
          goneAt = now();
        }
        isLive = false;
        comeBack();
      },
      onRefused() {
        failed += 1;
        comeBack();
      },
    });
  }
  connect();
}

async function open({ port, network, count }: Extract<StormAsk, { do: 'open' }>): Promise<void> {
  let begun = 0;
  async function openSome(): Promise<void> {
    while (begun < count) {
      const localAddress = `${network}.${1 + Math.floor(begun / PER_ADDRESS)}`;
      begun += 1;
      await new Promise<void>((resolve) => livePage(port, localAddress, resolve));
      await wait(1);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, openSome));
  tell();
}

function tell(): void {
  process.send?.({ live, letIn, away, failed } satisfies StormSaid);
}

process.on('message', (ask: StormAsk) => {
  if (ask.do === 'open') void open(ask);
  else if (ask.do === 'tell') tell();
  else {
    letIn = [];
    away = [];
    failed = 0;
  }
});
process.on('disconnect', () => process.exit(0));
