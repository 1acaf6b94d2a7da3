import { html, nothing, type TemplateResult } from 'lit/html.js';
import { checkedLine, knownAt, notLiveLine, oldPageLine } from '../../shared/words/page.ts';
import { pathIn } from './page-path.ts';
import { isOld, type PageView } from './page-view.ts';
import { label, say } from './say.ts';

function reload(path: string, view: PageView): TemplateResult {
  return html` <a class="connection__reload" href=${pathIn(view, path)}>${label(view, 'reload')}</a>`;
}

/** Whether the page is live, in one line of fixed height: it changes often and must move nothing. */
export function connectionLine(view: PageView, path: string): TemplateResult {
  const { freshness, checkedAt, now, board } = view;
  const zone = board.practice.timeZone;
  const checked = () => say(view, (words) => checkedLine(checkedAt, now, zone, words));
  switch (freshness) {
    case 'server':
      return html`<p class="connection">${checked()}${reload(path, view)}</p>`;
    case 'live':
      return html`<p class="connection connection--live"><span class="connection__dot" aria-hidden="true"></span><span><strong>${label(view, 'live')}</strong> · ${label(view, 'liveHow')}</span></p>`;
    case 'reconnecting':
      return html`<p class="connection">${label(view, 'reconnecting')} ${checked()}</p>`;
    case 'stale':
    case 'dead':
      return html`<p class="connection connection--old"><strong>${say(view, (words) => notLiveLine(view, zone, words))}</strong>${reload(path, view)}</p>`;
  }
}

/** Stands over the first heading of a page that may no longer be true. Words first, the look follows. */
export function oldPage(view: PageView): TemplateResult | typeof nothing {
  if (!isOld(view)) return nothing;
  const { checkedAt, now, board, freshness } = view;
  const zone = board.practice.timeZone;
  const known = html`<p class="known-at">${say(view, (words) => knownAt(checkedAt, now, zone, words))}</p>`;
  if (freshness === 'stale') return known;
  return html`<div class="old-page"><p><strong>${say(view, (words) => oldPageLine(view, zone, words))}</strong></p><p>${label(view, 'mayHaveChanged')}</p></div>
    ${known}`;
}
