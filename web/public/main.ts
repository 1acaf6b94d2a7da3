import { arrange } from './arrangement.ts';
import type { PageKind } from './open-page.ts';
import { PAGE_DATA_ID, PAGE_ROOT_ID, type PageData, SAVED_COPY_ID } from './page-data.ts';
import { loadLater, startPage } from './start-page.ts';
import { statusView } from './status-view.ts';

const HOME: PageKind = { slug: null, arrange, template: (shown) => statusView(shown.view, shown) };

/** A surgery's page comes with one file more, which its document has asked for already. */
async function kindOf(slug: string | null): Promise<PageKind> {
  return slug === null ? HOME : (await import('./surgery.ts')).surgeryPage(slug);
}

async function start(): Promise<void> {
  const root = document.getElementById(PAGE_ROOT_ID);
  const text = document.getElementById(PAGE_DATA_ID)?.textContent;
  if (root && text) {
    const data = JSON.parse(text) as PageData;
    startPage(root, data, await kindOf(data.slug));
  } else if (document.getElementById(SAVED_COPY_ID)) (await loadLater()).leaveCopy();
}

void start();
