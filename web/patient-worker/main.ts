import type { KeepRequest } from '../../shared/wire/patient-worker.ts';
import { PUBLIC_PATHS, surgeryPath } from '../../shared/wire/public-paths.ts';
import { answerFile, fetchFiles, removeOthers } from './files.ts';
import { isKept, keepPage } from './kept-pages.ts';
import { openPage } from './open-page.ts';
import { listenForPush, type PushScope } from './push.ts';
import type { InstallEvent, PatientScope, Route } from './worker-scope.ts';

const worker = self as unknown as PatientScope;
const files = worker.patientFiles;

const own = (pathname: string): Route => ({ condition: { urlPattern: { pathname } }, source: 'fetch-event' });

/**
 * Where a browser takes orders before: all that is not of the patients' pages never meets this worker. Pages are not raced
 * against it in this way, nor files answered out of a cache: in Chromium 147 some of those answers never ended.
 */
const ROUTES: readonly Route[] = [
  own('/assets/*'),
  own(PUBLIC_PATHS.home),
  own(surgeryPath(':slug')),
  { condition: { urlPattern: { pathname: '/*' } }, source: 'network' },
];
let isRouted = false;

async function route(event: InstallEvent): Promise<void> {
  if (!event.addRoutes) return;
  await event.addRoutes([...ROUTES]);
  isRouted = true;
}

worker.addEventListener('install', (event) => {
  event.waitUntil(Promise.all([fetchFiles(files), route(event).catch(() => {})]).then(() => worker.skipWaiting()));
});

/** Pages are asked for while this worker starts; only where nobody else's are, or those would be asked for twice. */
async function askAhead(): Promise<void> {
  const { navigationPreload } = worker.registration;
  await (isRouted ? navigationPreload?.enable() : navigationPreload?.disable());
}

worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([removeOthers(files), askAhead()]).then(() => worker.clients.claim()));
});

/** Staff and patients share a browser at times: nothing of theirs is answered from here, and nothing kept. */
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (request.mode === 'navigate' && isKept(pathname)) event.respondWith(openPage(files, event));
  else if (pathname.startsWith('/assets/')) event.respondWith(answerFile(request));
});

worker.addEventListener('message', (event) => {
  const { keep, anew } = event.data as Partial<KeepRequest>;
  if (typeof keep !== 'string' || !isKept(keep)) return;
  const kept = keepPage(files, { keep, anew: anew === true });
  // Of another build: the worker of that one will know its files.
  event.waitUntil(kept.then((isOurs) => (isOurs ? undefined : worker.registration.update())).catch(() => {}));
});

listenForPush(self as unknown as PushScope);
