import { KEPT_FILES, KEPT_PAGES } from '../../shared/wire/patient-worker.ts';
import { filesOfKeptPages } from './kept-pages.ts';
import type { PatientFiles } from './worker-scope.ts';

/** All that the worker keeps anything under, in any version of its own. */
const OURS = /^branchboard-patient-/;

/** Takes all files of the patients' pages of this build, or none. Their names hold their content. */
export async function fetchFiles({ all }: PatientFiles): Promise<void> {
  const cache = await caches.open(KEPT_FILES);
  await cache.addAll([...all]);
}

/** Removes what no page can ask for any more: kept pages still load the files of their own build. */
export async function removeOthers({ all }: PatientFiles): Promise<void> {
  const names = (await caches.keys()).filter((name) => OURS.test(name) && name !== KEPT_FILES && name !== KEPT_PAGES);
  await Promise.all(names.map((name) => caches.delete(name)));
  const wanted = new Set([...all, ...(await filesOfKeptPages())]);
  const cache = await caches.open(KEPT_FILES);
  for (const request of await cache.keys()) {
    if (!wanted.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}

export async function answerFile(request: Request): Promise<Response> {
  return (await (await caches.open(KEPT_FILES)).match(request)) ?? fetch(request);
}
