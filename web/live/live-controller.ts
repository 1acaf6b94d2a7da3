import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LiveBoardBody } from '../../shared/live/frame.ts';
import type { LiveBoard, LiveView } from './live-board.ts';

/** Binds a live board to an element: it is rendered again whenever the board or its freshness changes. */
export class LiveController<B extends LiveBoardBody> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #live: LiveBoard<B>;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, live: LiveBoard<B>) {
    this.#host = host;
    this.#live = live;
    host.addController(this);
  }

  get view(): LiveView<B> {
    return this.#live.view();
  }

  hostConnected(): void {
    this.#unsubscribe ??= this.#live.subscribe(() => this.#host.requestUpdate());
    // What changed while the element was not on the page was told to nobody.
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }
}
