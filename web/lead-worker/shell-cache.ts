import { SECOND } from '../../shared/practice/instant.ts';
import { STAFF_PATHS } from '../../shared/wire/staff-paths.ts';
import type { Shell } from './worker-scope.ts';

const PREFIX = 'branchboard-lead-';
/** A line that is there and carries nothing must not keep the page from opening. */
const NETWORK_WITHIN_MS = 3 * SECOND;

const nameOf = ({ build }: Shell) => PREFIX + build;

/**
 * Fetches the page and its files into a place of their own, all of them or none. While a new version is rolled out the
 * page can come from another server than this worker: then it fails, and the browser tries again later.
 */
export async function fetchShell(shell: Shell): Promise<void> {
  const page = await fetch(STAFF_PATHS.lead, { cache: 'no-store', credentials: 'omit' });
  if (!page.ok || !(await page.clone().text()).includes(shell.build)) throw new Error('the page is of another build');
  const cache = await caches.open(nameOf(shell));
  await cache.addAll([...shell.files]);
  await cache.put(STAFF_PATHS.lead, page);
}

/** Removes what other versions kept; pages of theirs that are open have loaded their files. */
export async function removeOthers(shell: Shell): Promise<void> {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== nameOf(shell));
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function kept(shell: Shell, path: string): Promise<Response | undefined> {
  return (await caches.open(nameOf(shell))).match(path);
}

/** The page as the server gives it now, else as it was kept: it says of which build it is, and what it loads has names that hold their content. */
export async function openPage(shell: Shell, request: Request): Promise<Response> {
  const keptPage = await kept(shell, STAFF_PATHS.lead);
  if (!keptPage) return fetch(request);
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), NETWORK_WITHIN_MS);
  try {
    const answer = await fetch(request, { signal: limit.signal });
    return answer.status >= 500 ? keptPage : answer;
  } catch {
    return keptPage;
  } finally {
    clearTimeout(timer);
  }
}

export async function openFile(shell: Shell, request: Request): Promise<Response> {
  return (await kept(shell, new URL(request.url).pathname)) ?? fetch(request);
}
