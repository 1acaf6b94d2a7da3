import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { expect, test } from 'vitest';
import { connectLiveBoard } from '../../web/live/live-board.ts';
import { createPolling } from '../../web/live/polling.ts';
import { LiveController } from '../../web/live/live-controller.ts';
import { MORNING, sampleBoard, sampleBranch, sampleTick } from '../support/live-sample.ts';
import { createSteppedBrowser } from '../support/stepped-browser.ts';

test('an element is rendered when its board changes, while it is on the page', () => {
  const browser = createSteppedBrowser();
  const board = sampleBoard({ seq: 10, edge: MORNING }, [sampleBranch('clayton')]);
  const initial = { board, now: MORNING, checkedAt: MORNING };
  const live = connectLiveBoard({
    path: '/live',
    boardPath: '/api/v1/board',
    initial,
    environment: browser,
    createPolling,
  });
  let renders = 0;
  const controllers: ReactiveController[] = [];
  const host: ReactiveControllerHost = {
    addController: (controller) => controllers.push(controller),
    removeController: () => {},
    requestUpdate: () => {
      renders += 1;
    },
    updateComplete: Promise.resolve(true),
  };
  const controller = new LiveController(host, live);
  expect(controllers).toEqual([controller]);

  browser.socket.say(sampleTick(board, MORNING));
  expect(renders, 'not on the page yet').toBe(0);
  controller.hostConnected();
  expect(renders, 'what changed meanwhile').toBe(1);
  expect(controller.view).toMatchObject({ board, freshness: 'live' });

  browser.socket.say(sampleTick(board, MORNING + 60_000));
  expect(renders).toBe(2);
  controller.hostDisconnected();
  browser.socket.say(sampleTick(board, MORNING + 120_000));
  expect(renders).toBe(2);
  live.close();
});
