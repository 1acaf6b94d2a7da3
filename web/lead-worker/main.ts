import { SYNC_TAG } from '../../shared/outbox/sync-tag.ts';
import { STAFF_PATHS } from '../../shared/wire/staff-paths.ts';
import { sendInBackground } from './send-in-background.ts';
import { fetchShell, openFile, openPage, removeOthers } from './shell-cache.ts';
import type { WorkerScope } from './worker-scope.ts';

const worker = self as unknown as WorkerScope;
const shell = worker.leadShell;

worker.addEventListener('install', (event) => {
  event.waitUntil(fetchShell(shell).then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(removeOthers(shell).then(() => worker.clients.claim()));
});

// Nothing but the page and its files: what people and machines say is never answered from here, nor kept.
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (request.mode === 'navigate' && pathname === STAFF_PATHS.lead) event.respondWith(openPage(shell, request));
  else if (shell.files.includes(pathname)) event.respondWith(openFile(shell, request));
});

worker.addEventListener('sync', (event) => {
  if (event.tag === SYNC_TAG) event.waitUntil(sendInBackground());
});
