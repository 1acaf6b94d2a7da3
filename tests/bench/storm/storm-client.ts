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
const PREVIOUS = /"prev":{"seq":(\d+),"edge":"([^"]+)"}/;

let live = 0;
let failed = 0;
let letIn: number[] = [];
let away: number[] = [];
let gaps = 0;
const pages: Held[] = [];

/** Where the board of a page stands. */
interface Held {
  epoch: string;
  seq: number;
  edge: string;
}

function pathOf({ epoch, seq, edge }: Held): string {
  return epoch === '' ? PATHS.live : `${PATHS.live}?${new URLSearchParams({ epoch, seq: String(seq), edge })}`;
}

/** Moves on with a frame, as a page does, and counts a change that does not go on from what the page holds. */
function learn(held: Held, head: string): void {
  const [, epoch = '', seq, edge = ''] = POSITION.exec(head) ?? [];
  const isChange = head.startsWith('{"t":"change"');
  if (seq === undefined || !(isChange || head.startsWith('{"t":"board"'))) return;
  const [, prevSeq, prevEdge] = PREVIOUS.exec(head) ?? [];
  // A page that is greeted may get once more what it holds.
  const isKnown = Number(seq) < held.seq || (Number(seq) === held.seq && edge === held.edge);
  if (isChange && isKnown) return;
  if (isChange && (Number(prevSeq) !== held.seq || prevEdge !== held.edge)) gaps += 1;
  held.epoch = epoch;
  held.seq = Number(seq);
  held.edge = edge;
}

type Target = Pick<Extract<StormAsk, { do: 'open' }>, 'port' | 'isTls'>;

/** A page from its first try to the end of the process. */
function livePage({ port, isTls }: Target, localAddress: string, onFirst: () => void): void {
  const held: Held = { epoch: '', seq: 0, edge: '' };
  pages.push(held);
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
      path: pathOf(held),
      isTls,
      localAddress,
      patienceMs: PATIENCE_MS,
      onOpen: () => letIn.push(now()),
      onText({ socket }, payload) {
        const head = payload.subarray(0, HEAD_BYTES).toString();
        if (head.startsWith('{"t":"bye"')) {
          spreadMs = Number(/"spreadMs":(\d+)/.exec(head)?.[1] ?? 0);
          // A page lets go at once: it does not wait for the server to end it.
          socket.destroy();
          return;
        }
        learn(held, head);
        if (isLive) return;
        isLive = true;
        tries = 0;
        live += 1;
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

async function open({ port, isTls, network, count }: Extract<StormAsk, { do: 'open' }>): Promise<void> {
  let begun = 0;
  async function openSome(): Promise<void> {
    while (begun < count) {
      const localAddress = `${network}.${1 + Math.floor(begun / PER_ADDRESS)}`;
      begun += 1;
      await new Promise<void>((resolve) => livePage({ port, isTls }, localAddress, resolve));
      await wait(1);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, openSome));
  tell();
}

function tell(): void {
  const held = new Map<number, number>();
  for (const { seq } of pages) held.set(seq, (held.get(seq) ?? 0) + 1);
  process.send?.({ live, letIn, away, failed, held, gaps } satisfies StormSaid);
}

process.on('message', (ask: StormAsk) => {
  if (ask.do === 'open') void open(ask);
  else if (ask.do === 'tell') tell();
  else {
    letIn = [];
    away = [];
    failed = 0;
    gaps = 0;
  }
});
process.on('disconnect', () => process.exit(0));
