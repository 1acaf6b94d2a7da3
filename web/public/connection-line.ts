import { html, nothing, type TemplateResult } from 'lit/html.js';
import { checkedLine, knownAt, notLiveLine, oldPageLines, PAGE } from '../../shared/words/page.ts';
import { isOld, type PageView } from './page-view.ts';

function reload(path: string): TemplateResult {
  return html` <a class="connection__reload" href=${path}>${PAGE.reload}</a>`;
}

/** Whether the page is live, in one line of fixed height: it changes often and must move nothing. */
export function connectionLine(view: PageView, path: string): TemplateResult {
  const { freshness, checkedAt, now, board } = view;
  const zone = board.practice.timeZone;
  switch (freshness) {
    case 'server':
      return html`<p class="connection">${checkedLine(checkedAt, now, zone)}${reload(path)}</p>`;
    case 'live':
      return html`<p class="connection connection--live"><span class="connection__dot" aria-hidden="true"></span><span><strong>${PAGE.live}</strong> · ${PAGE.liveHow}</span></p>`;
    case 'reconnecting':
      return html`<p class="connection">${PAGE.reconnecting} ${checkedLine(checkedAt, now, zone)}</p>`;
    case 'stale':
    case 'dead':
      return html`<p class="connection connection--old"><strong>${notLiveLine(view, zone)}</strong>${reload(path)}</p>`;
  }
}

/** Stands over the first heading of a page that may no longer be true. Words first, the look follows. */
export function oldPage(view: PageView): TemplateResult | typeof nothing {
  if (!isOld(view)) return nothing;
  const { checkedAt, now, board, freshness } = view;
  const zone = board.practice.timeZone;
  if (freshness === 'stale') return html`<p class="known-at">${knownAt(checkedAt, now, zone)}</p>`;
  const [first, then] = oldPageLines(view, zone);
  return html`<div class="old-page"><p><strong>${first}</strong></p><p>${then}</p></div>
    <p class="known-at">${knownAt(checkedAt, now, zone)}</p>`;
}
