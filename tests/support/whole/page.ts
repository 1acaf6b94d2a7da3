import { parseBoard, parseInstant } from '../../../shared/live/parse-frame.ts';
import type { LiveBoardBody } from '../../../shared/live/frame.ts';
import { SECOND } from '../../../shared/practice/instant.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import type { BrowserEnvironment, PollAnswer } from '../../../web/live/environment.ts';
import { connectLiveBoard, type LiveBoard, type LiveView } from '../../../web/live/live-board.ts';
import { createPolling } from '../../../web/live/polling.ts';
import { createSteadyClock } from '../../../web/live/steady-clock.ts';
import { type BoardAnswer, type Face, faceOfPath, type Instance } from './instance.ts';
import type { Machine } from './machine.ts';
import { breakFrames } from './break-frames.ts';
import { openStream, type StreamParts } from './stream.ts';
import type { Proxy } from './proxy.ts';
import type { Sabotage } from './sabotage.ts';

/** An open page on somebody's device. */
export interface Page {
  readonly name: string;
  readonly face: Face;
  readonly machine: Machine;
  /** What the page knows; null until its document came. */
  view(): LiveView<LiveBoardBody> | null;
  /** What stands on the screen: what the page was drawn with last. */
  screen(): LiveView<LiveBoardBody> | null;
  /** The device sleeps, and its timers with it. */
  sleep(frozen: boolean): void;
  wake(told: boolean): void;
  /** Asks for everything anew. */
  reload(): void;
  /** How often it was loaded. */
  loads(): number;
  /** When the device woke up last. */
  wokeAt(): number;
}

export interface PageParts extends StreamParts {
  readonly instances: readonly Instance[];
  readonly sabotage: Sabotage;
  readonly proxy: Proxy;
  readonly onDrawn: (page: Page) => void;
}

/** Of a request whose answer is of use; what is later counts as lost. */
export const DOCUMENT_TIMEOUT = 10 * SECOND;
const TRY_AGAIN = 2 * SECOND;

export function openPage(face: Face, machine: Machine, parts: PageParts): Page {
  const { network, chance, instances, sabotage, onDrawn, scheduler, proxy } = parts;
  let live: LiveBoard<LiveBoardBody> | null = null;
  let screen: LiveView<LiveBoardBody> | null = null;
  let turn = 0;
  let wokeAt = 0;
  const wakers = new Set<() => void>();

  /** Behind the practice's address stands a balancer that knows little of who is well. */
  function anyInstance(): Instance {
    return instances[Math.floor(chance.next() * instances.length)] as Instance;
  }

  function ask(path: string, timeoutMs: number): Promise<BoardAnswer> {
    const instance = anyInstance();
    return network.call({
      from: machine,
      to: instance.name,
      timeoutMs,
      server() {
        const running = instance.running();
        return running && { machine: running.machine, handle: () => instance.answerBoard(faceOfPath(path)) };
      },
    });
  }

  /** No proxy keeps what is for staff. */
  const reachesProxy = () => face === 'public' && !network.isCut(machine.name, '');

  async function get(
    path: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<PollAnswer> {
    const answer = await (reachesProxy() ? proxy.pass(() => ask(path, DOCUMENT_TIMEOUT)) : ask(path, DOCUMENT_TIMEOUT));
    if (signal.aborted) throw new Error('aborted');
    const names: Readonly<Record<string, string>> = { ETag: answer.etag, 'Checked-At': answer.checkedAt };
    return {
      status: headers['If-None-Match'] === answer.etag ? 304 : 200,
      header: (name) => names[name] ?? null,
      json: async () => JSON.parse(answer.json),
    };
  }

  const environment: BrowserEnvironment = {
    openSocket(path, events) {
      const instance = anyInstance();
      const query = Object.fromEntries(new URL(path, 'http://localhost').searchParams);
      const server = { name: instance.name, listener: () => instance.listener(face) };
      return openStream(
        parts,
        machine,
        server,
        query,
        breakFrames(events, sabotage, () => live),
      );
    },
    get,
    after: machine.after,
    monotonic: () => (sabotage.neverAges ? 0 : machine.monotonic()),
    deviceClock: () => (sabotage.neverAges ? 0 : machine.now()),
    random: chance.next,
    isVisible: () => machine.isAwake(),
    onWake(listener) {
      wakers.add(listener);
      return () => wakers.delete(listener);
    },
  };

  function draw(): void {
    screen = live?.view() ?? null;
    onDrawn(page);
  }

  /** How long a document took, as far as a page can know. */
  function tookOf(): () => number {
    const clock = face === 'public' ? { elapsed: environment.monotonic } : createSteadyClock(environment);
    const askedAt = clock.elapsed();
    return () => clock.elapsed() - askedAt;
  }

  async function load(mine: number): Promise<void> {
    const took = tookOf();
    try {
      const answer = await ask(face === 'public' ? PATHS.publicBoard : PATHS.staffBoard, DOCUMENT_TIMEOUT);
      if (mine !== turn) return;
      const board = parseBoard<LiveBoardBody>(JSON.parse(answer.json));
      const checkedAt = parseInstant(answer.checkedAt);
      if (!board || checkedAt === null) throw new Error('no board');
      live = connectLiveBoard<LiveBoardBody>({
        path: face === 'public' ? PATHS.live : PATHS.staffLive,
        boardPath: face === 'public' ? PATHS.publicBoard : PATHS.staffBoard,
        initial: { board, now: answer.now, checkedAt, took: Math.round(took()) },
        environment,
        createPolling,
      });
      live.subscribe(draw);
      draw();
    } catch {
      if (mine === turn) machine.after(TRY_AGAIN, () => void load(mine));
    }
  }

  const page: Page = {
    name: machine.name,
    face,
    machine,
    view: () => live?.view() ?? null,
    screen: () => screen,
    // No clock of a page that has not begun yet tells of a sleep in which all of them stood still.
    sleep: (frozen) => machine.sleep(frozen && (face === 'staff' || live !== null)),
    loads: () => turn,
    wokeAt: () => wokeAt,
    wake(told) {
      machine.wake();
      wokeAt = scheduler.now();
      if (told) scheduler.after(0, () => machine.isAwake() && [...wakers].forEach((waker) => waker()));
    },
    reload() {
      live?.close();
      live = null;
      screen = null;
      turn += 1;
      void load(turn);
    },
  };
  page.reload();
  return page;
}
