import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { BrowserEnvironment } from '../../web/live/environment.ts';
import { connectLiveBoard, type LiveBoard } from '../../web/live/live-board.ts';
import { createPolling } from '../../web/live/polling.ts';
import { MORNING } from '../support/live-sample.ts';
import { startLiveServer } from '../support/live-server.ts';
import { createSteppedBrowser } from '../support/stepped-browser.ts';

/** A page's environment whose sockets are real ones to this port. */
function environmentFor(port: number): BrowserEnvironment {
  return {
    ...createSteppedBrowser(),
    openSocket(path, events) {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
      socket.on('message', (data) => events.onMessage(String(data)));
      socket.on('close', (code) => events.onClose(code));
      return { close: () => socket.removeAllListeners('message').removeAllListeners('close').close() };
    },
  };
}

/** Resolves when the page shows what is asked for. */
function shows(live: LiveBoard<PublicBoard>, isShown: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => isShown() && resolve();
    live.subscribe(check);
    check();
  });
}

test('a page that the server rendered becomes LIVE and follows every change', async () => {
  const server = await startLiveServer();
  const live = connectLiveBoard<PublicBoard>({
    path: '/live',
    boardPath: '/api/v1/board',
    initial: { board: server.publicSource.current, now: MORNING, checkedAt: MORNING },
    environment: environmentFor(server.port),
    createPolling,
  });
  await shows(live, () => live.view().freshness === 'live');
  for (const sentence of ['eleven', 'twelve', 'thirteen']) server.publicSource.change(sentence);
  await shows(live, () => live.view().board.seq === 13);
  expect(live.view().board).toEqual(server.publicSource.current);
  live.close();
  await server.app.close();
});
