import { ENGLISH_TOLD } from '../../shared/words/told.ts';
import { announce } from './announcement.ts';
import { oldPageFace, pageFace } from './page-title.ts';
import { isOld, type PageView } from './page-view.ts';
import { ENGLISH_LATER, laterWords } from './say-later.ts';
import { showFace } from './tab.ts';

function spokenLine(text: string, lang: string): HTMLElement {
  const line = document.createElement('p');
  line.textContent = text;
  line.lang = lang;
  return line;
}

/** Tells of a change those who do not look: once, in the polite live region outside of what is rendered, and in the tab. */
export function tell(before: PageView, after: PageView, slug: string | null): void {
  const { words, told, show } = after.tongue;
  const english = announce(before, after, slug, ENGLISH_LATER, ENGLISH_TOLD);
  if (english !== null) {
    const own = show ? announce(before, after, slug, laterWords(after.tongue), told) : null;
    const lines = [
      ...(own === null || own === english ? [] : [spokenLine(own, words.lang)]),
      spokenLine(english, 'en'),
    ];
    document.getElementById('announcer')?.replaceChildren(...lines);
  }
  showFace((isOld(after) ? oldPageFace : pageFace)(after, slug));
}
