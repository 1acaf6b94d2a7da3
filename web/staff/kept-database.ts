/** Where a phone keeps what a lead last saw, so that the page opens without a network. */
export const KEPT_DATABASE = 'branchboard-kept';

/** Removes what was kept of the board: whoever signs out leaves nothing of it on the device. Never fails. */
export function forgetKept(): Promise<void> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.deleteDatabase(KEPT_DATABASE);
      for (const event of ['success', 'error', 'blocked'] as const) request.addEventListener(event, () => resolve());
    } catch {
      // A browser that may keep nothing kept nothing.
      resolve();
    }
  });
}
