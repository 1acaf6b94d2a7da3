import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import WebSocket from 'ws';
import { PATHS } from '../../shared/wire/paths.ts';
import type { PublicFrame } from '../../shared/wire/live-frames.ts';
import { startBenchServer } from './bench-server.ts';
import { type Distribution, distributionOf } from './distribution.ts';
import { createReporters, OFFICES } from './reporters.ts';

/** Open pages, and reports that are sent one after the other. */
export interface LiveBenchOptions {
  readonly sockets: number;
  readonly reports: number;
}

/** From the moment the report is sent until the page that is told last has the change, in ms. */
export interface LiveBenchResult extends LiveBenchOptions {
  readonly lastPageMs: Distribution;
  readonly answerMs: Distribution;
}

/** Longer than the server gathers a burst, so that each report is a change of its own. */
const BETWEEN_REPORTS_MS = 120;

/** An open page that knows the newest seq it was told of. */
function openPage(origin: string) {
  const socket = new WebSocket(origin.replace(/^http/, 'ws') + PATHS.live);
  let seq = 0;
  let onSeq = () => {};
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as PublicFrame;
    if (frame.t !== 'bye') seq = frame.seq;
    onSeq();
  });
  const opened = once(socket, 'message');
  function reached(wanted: number): Promise<number> {
    return new Promise((resolve) => {
      onSeq = () => {
        if (seq < wanted) return;
        onSeq = () => {};
        resolve(performance.now());
      };
      onSeq();
    });
  }
  return { opened, reached, close: () => socket.terminate() };
}

/** Measures report to last page on a server process of its own, with the pages in this process. */
export async function benchLive({ sockets, reports }: LiveBenchOptions): Promise<LiveBenchResult> {
  const server = await startBenchServer();
  const pages = Array.from({ length: sockets }, () => openPage(server.origin));
  try {
    await Promise.all(pages.map(({ opened }) => opened));
    const reporters = await createReporters(server);
    const lastPage: number[] = [];
    const answered: number[] = [];
    for (let round = 0; round < reports; round += 1) {
      const wanted = (await server.headSeq()) + 1;
      const told = Promise.all(pages.map(({ reached }) => reached(wanted)));
      const begun = performance.now();
      await reporters.report({ it: { internet: Math.floor(round / OFFICES) % 2 === 0 ? 'down' : 'working' } });
      answered.push(performance.now() - begun);
      lastPage.push(Math.max(...(await told)) - begun);
      await wait(BETWEEN_REPORTS_MS);
    }
    return { sockets, reports, lastPageMs: distributionOf(lastPage), answerMs: distributionOf(answered) };
  } finally {
    for (const page of pages) page.close();
    await server.stop();
  }
}
