import { SYNC_TAG } from '../../shared/outbox/sync-tag.ts';

/** What some browsers have beside the standard, and our types do not know. */
interface SyncRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

/** Some browsers ask the person, who has better things to do than to answer twice. */
let isAsked = false;

/** Asks the browser to keep what lies here, and to send it when there is a network though the page is closed. */
export function askForSync(): void {
  const { storage, serviceWorker } = navigator as Partial<Navigator>;
  if (!isAsked) void storage?.persist?.().catch(() => false);
  isAsked = true;
  void serviceWorker?.ready
    .then((registration) => (registration as SyncRegistration).sync?.register(SYNC_TAG))
    // It is sent by this page then, or when it is opened next.
    .catch(() => {});
}
