/** By this name a page asks its worker to send, and the browser wakes it. */
export const SYNC_TAG = 'branchboard-outbox';
