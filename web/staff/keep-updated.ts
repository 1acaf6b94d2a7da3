import type { ReactiveControllerHost } from 'lit';
import type { BrowserEnvironment, Cancel } from '../live/environment.ts';

/** Something that tells when it changed. */
export interface Source {
  subscribe(listener: () => void): () => void;
}

/** Renders an element again whenever a source changes, for as long as it is on the page. */
export function keepUpdated(host: ReactiveControllerHost, source: Source): void {
  let unsubscribe: (() => void) | undefined;
  host.addController({
    hostConnected() {
      unsubscribe ??= source.subscribe(() => host.requestUpdate());
      // What changed while the element was not on the page was told to nobody.
      host.requestUpdate();
    },
    hostDisconnected() {
      unsubscribe?.();
      unsubscribe = undefined;
    },
  });
}

/**
 * Renders an element again every `everyMs`, so that ages and clocks go on. It tells no time: that is the board's own
 * `view.now`, because a device's clock may be wrong by years.
 */
export function keepTicking(
  host: ReactiveControllerHost,
  environment: Pick<BrowserEnvironment, 'after'>,
  everyMs: number,
): void {
  let cancel: Cancel | undefined;
  const beat = () => {
    cancel = environment.after(everyMs, beat);
    host.requestUpdate();
  };
  host.addController({
    hostConnected() {
      cancel ??= environment.after(everyMs, beat);
    },
    hostDisconnected() {
      cancel?.();
      cancel = undefined;
    },
  });
}
