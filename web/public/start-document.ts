import { arrange } from './arrangement.ts';
import type { PageKind } from './open-page.ts';
import { PAGE_DATA_ID, PAGE_ROOT_ID, type PageData, SAVED_COPY_ID } from './page-data.ts';
import { loadLater, startPage } from './start-page.ts';
import { statusView } from './status-view.ts';
import type { Tongue } from './tongue.ts';

const HOME: PageKind = { slug: null, arrange, template: (shown) => statusView(shown.view, shown) };

/** Other pages come with one file more, which their documents have asked for already. */
async function kindOf({ slug, part }: PageData): Promise<PageKind> {
  if (slug !== null) return (await import('./surgery.ts')).surgeryPage(slug);
  return part === null ? HOME : (await import('./big-page.ts')).bigPage;
}

/** Takes over what the server wrote, or goes back from a saved copy to the page itself. */
export async function startDocument(tongueOf: (data: PageData) => Tongue | Promise<Tongue>): Promise<void> {
  const root = document.getElementById(PAGE_ROOT_ID);
  const text = document.getElementById(PAGE_DATA_ID)?.textContent;
  if (root && text) {
    const data = JSON.parse(text) as PageData;
    const [kind, tongue] = await Promise.all([kindOf(data), tongueOf(data)]);
    startPage(root, data, kind, tongue);
  } else if (document.getElementById(SAVED_COPY_ID)) (await loadLater()).leaveCopy();
}
