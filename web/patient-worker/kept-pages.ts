import { KEPT_PAGES, type KeepRequest } from '../../shared/wire/patient-worker.ts';
import { PUBLIC_PATHS, surgeryPath } from '../../shared/wire/public-paths.ts';
import { filesOf, isWhole } from './old-look.ts';
import type { PatientFiles } from './worker-scope.ts';

/** A page as the server gave it, and when, by the device's clock. */
export interface KeptPage {
  readonly path: string;
  readonly html: string;
  readonly keptAt: number;
  readonly headers: Headers;
}

const KEPT_AT = 'kept-at';
const FILES = 'kept-files';
/** Beside the first page. */
const SURGERIES_AT_MOST = 5;
const SURGERY = new RegExp(`^${surgeryPath('[^/]+')}$`);
/** Of the bytes as they came, or of a place that is not this one. */
const NOT_KEPT = ['content-encoding', 'content-length', 'transfer-encoding', 'etag', 'set-cookie'];

/** Whether a page of this address is kept: the first page and those of surgeries, and nothing else. */
export function isKept(path: string): boolean {
  return path === PUBLIC_PATHS.home || SURGERY.test(path);
}

export async function keptPage(path: string): Promise<KeptPage | null> {
  const answer = await (await caches.open(KEPT_PAGES)).match(path);
  if (!answer) return null;
  const { headers } = answer;
  return { path, html: await answer.text(), keptAt: Number(headers.get(KEPT_AT)), headers };
}

/** All of them, the one that was kept last first. */
export async function keptPages(): Promise<readonly KeptPage[]> {
  const requests = await (await caches.open(KEPT_PAGES)).keys();
  const pages = await Promise.all(requests.map(({ url }) => keptPage(new URL(url).pathname)));
  return pages.flatMap((page) => page ?? []).sort((a, b) => b.keptAt - a.keptAt);
}

export async function forgetPage(path: string): Promise<void> {
  await (await caches.open(KEPT_PAGES)).delete(path);
}

/** What kept pages load, in whatever build they were made. */
export async function filesOfKeptPages(): Promise<readonly string[]> {
  return (await keptPages()).flatMap(({ headers }) => headers.get(FILES)?.split(' ') ?? []);
}

async function forgetOldest(): Promise<void> {
  const surgeries = (await keptPages()).filter(({ path }) => path !== PUBLIC_PATHS.home);
  await Promise.all(surgeries.slice(SURGERIES_AT_MOST).map(({ path }) => forgetPage(path)));
}

/**
 * Keeps a page that somebody has just read. What the browser itself has of it is the same document, so that nothing is
 * asked for twice. A page that the server could not check is not kept: an older one may be truer. False for a page of
 * another build, whose files are not known here.
 */
export async function keepPage(files: PatientFiles, { keep, anew }: KeepRequest): Promise<boolean> {
  const answer = await fetch(keep, { cache: anew ? 'no-cache' : 'force-cache', credentials: 'omit' });
  if (answer.status === 404 || answer.status === 410) await forgetPage(keep);
  // Whatever stands in between and answers for us does not know when we checked.
  if (!answer.ok || answer.redirected || !answer.headers.has('checked-at')) return true;
  const html = await answer.text();
  if (!isWhole(html)) return true;
  if (!filesOf(html).every((file) => files.all.includes(file))) return false;
  const headers = new Headers(answer.headers);
  for (const name of NOT_KEPT) headers.delete(name);
  headers.set(KEPT_AT, String(Date.now()));
  headers.set(FILES, files.all.join(' '));
  await (await caches.open(KEPT_PAGES)).put(keep, new Response(html, { headers }));
  await forgetOldest();
  return true;
}
