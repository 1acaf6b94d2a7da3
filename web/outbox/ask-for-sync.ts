import { SYNC_TAG } from '../../shared/outbox/sync-tag.ts';
import { STAFF_PATHS } from '../../shared/wire/staff-paths.ts';

/** What some browsers have beside the standard, and our types do not know. */
interface SyncRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

/** That of the lead page, once it has one: before, the page can be under the worker that opens patients' pages. */
async function ownRegistration(serviceWorker: ServiceWorkerContainer | undefined) {
  const registration = await serviceWorker?.getRegistration(STAFF_PATHS.lead);
  return registration?.scope.endsWith(STAFF_PATHS.lead) ? registration : undefined;
}

/** Some browsers ask the person, who has better things to do than to answer twice. */
let isAsked = false;

/** Asks the browser to keep what lies here, and to send it when there is a network though the page is closed. */
export function askForSync(): void {
  const { storage, serviceWorker } = navigator as Partial<Navigator>;
  if (!isAsked) void storage?.persist?.().catch(() => false);
  isAsked = true;
  void ownRegistration(serviceWorker)
    .then((registration) => (registration as SyncRegistration | undefined)?.sync?.register(SYNC_TAG))
    // It is sent by this page then, or when it is opened next.
    .catch(() => {});
}
