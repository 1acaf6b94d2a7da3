import type { CreatePolling, Polling } from './polling.ts';

/** Polling that is loaded when it is first needed. Where that fails, the next start tries again. */
export function latePolling(load: () => Promise<{ readonly createPolling: CreatePolling }>): CreatePolling {
  return (environment, path, events) => {
    let polling: Polling | null = null;
    let isLoading = false;
    let isWanted = false;

    async function loadAndStart(): Promise<void> {
      isLoading = true;
      try {
        const { createPolling } = await load();
        polling = createPolling(environment, path, events);
        if (isWanted) polling.start();
      } catch {
        // No network: whoever wants it asks for it again.
      } finally {
        isLoading = false;
      }
    }

    return {
      start() {
        isWanted = true;
        if (polling) polling.start();
        else if (!isLoading) void loadAndStart();
      },
      stop() {
        isWanted = false;
        polling?.stop();
      },
    };
  };
}
