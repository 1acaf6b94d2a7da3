import { PUBLIC_PATHS } from '../../shared/wire/public-paths.ts';
import { browserEnvironment } from '../live/browser-environment.ts';
import { createPolling } from '../live/polling.ts';

/** Goes from a saved copy to the page itself once a server answers: only a server tells when it checked. */
export function leaveCopy(): void {
  const onAnswer = (_body: unknown, checkedAt: number | null) => {
    if (checkedAt !== null) location.reload();
  };
  createPolling(browserEnvironment(), PUBLIC_PATHS.publicBoard, { onAnswer, onRefused: undefined }).start();
}
