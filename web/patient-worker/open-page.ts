import { DAY, SECOND } from '../../shared/practice/instant.ts';
import { forgetPage, type KeptPage, keptPage, keptPages } from './kept-pages.ts';
import { withOldLook } from './old-look.ts';
import { plainPage } from './plain-page.ts';
import type { FetchEvent, PatientFiles } from './worker-scope.ts';

/** A line that is there and carries nothing must not keep from people what they have. */
const NETWORK_WITHIN_MS = 4 * SECOND;
/** What is older says nothing about today. */
const SHOWN_FOR_MS = 7 * DAY;
const HTML = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
/** As strict as the server's own for its pages. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const ageOf = ({ keptAt }: KeptPage) => Date.now() - keptAt;
const isShown = (page: KeptPage) => ageOf(page) <= SHOWN_FOR_MS;

function asOld(page: KeptPage): Response {
  return new Response(withOldLook(page.html, ageOf(page)), {
    headers: { ...Object.fromEntries(page.headers), ...HTML },
  });
}

async function plain(files: PatientFiles, path: string): Promise<Response> {
  const pages = await keptPages();
  const html = plainPage({ path, files, pages, shown: pages.filter(isShown) });
  return new Response(html, { headers: { ...HTML, 'content-security-policy': POLICY } });
}

/**
 * The page as the server gives it now. When there is none, or it is late, or something is wrong with it, the page as it
 * was kept, which says so; where nothing was kept, how to get help without it.
 */
export async function openPage(files: PatientFiles, { request, preloadResponse }: FetchEvent): Promise<Response> {
  const { pathname } = new URL(request.url);
  const asked = Promise.resolve(preloadResponse).then((ahead) => ahead ?? fetch(request));
  asked.catch(() => {});
  const kept = await keptPage(pathname).catch(() => null);
  const copy = kept && isShown(kept) ? kept : null;
  const late = copy && new Promise<null>((resolve) => setTimeout(resolve, NETWORK_WITHIN_MS, null));
  try {
    const answer = await (late ? Promise.race([asked, late]) : asked);
    if (answer?.status === 404) await forgetPage(pathname);
    if (answer && (answer.status < 500 || !copy)) return answer;
  } catch {
    // There is no network, or nobody at its other end.
  }
  return copy ? asOld(copy) : plain(files, pathname);
}
