import { announce } from './announcement.ts';
import { oldPageFace, pageFace } from './page-title.ts';
import { isOld, type PageView } from './page-view.ts';
import { showFace } from './tab.ts';

/** Tells of a change those who do not look: once, in the polite live region outside of what is rendered, and in the tab. */
export function tell(before: PageView, after: PageView, slug: string | null): void {
  const text = announce(before, after, slug);
  if (text !== null) {
    const line = document.createElement('p');
    line.textContent = text;
    document.getElementById('announcer')?.replaceChildren(line);
  }
  showFace(isOld(after) ? oldPageFace(after.board, slug) : pageFace(after.board, slug));
}
