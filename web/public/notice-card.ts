import { html, nothing, type TemplateResult } from 'lit/html.js';
import { tell } from '../../shared/words/words.ts';
import type { Notice } from '../../shared/wire/public-board.ts';
import { adviceList } from './advice-list.ts';
import { linked } from './linked-text.ts';
import type { PageView } from './page-view.ts';
import { label, type Speaking, say, sayAll } from './say.ts';

/** The 999 line. It stands once on a page, under the way to NHS 111. */
export function emergency(view: Speaking): TemplateResult {
  return html`<p class="emergency">${label(view, 'emergency', linked)}</p>`;
}

/**
 * The NHS 111 notice as an urgent care card: the design system says that people miss callouts and banners. When it has
 * ended while somebody reads, `notice` is null and its place is kept. Where the cards below are brief, it holds the advice.
 */
export function noticeCard(notice: Notice | null, view: PageView, length: 'brief' | 'with-advice'): TemplateResult {
  if (notice === null) {
    const name = tell(view.tongue.words, 'whatToDo');
    return html`<section class="notice notice--over" data-hold aria-label=${name}><p>${label(view, 'noticeOver')}</p></section>`;
  }
  const { bslUrl } = view.board.practice;
  return html`<section class="notice" data-hold aria-labelledby="notice-heading">
    <div class="care-card">
      <div class="care-card__bar">
        <h2 class="care-card__heading" id="notice-heading" tabindex="-1"><span class="nhsuk-u-visually-hidden">${label(view, 'urgentAdvice')}</span>${say(view, (_, told) => told.notice(notice, view).heading)}</h2>
      </div>
      <div class="care-card__content">
        ${sayAll(
          view,
          (_, told) => told.notice(notice, view).body,
          (line) => html`<p>${line}</p>`,
          linked,
        )}
        ${bslUrl === '' ? nothing : html`<p><a class="link-line" href=${bslUrl}>${label(view, 'bsl')}</a></p>`}
        ${
          length === 'brief'
            ? nothing
            : html`<h3 class="notice__advice">${label(view, 'whatToDo')}</h3>${adviceList(view, (_, told) => told.notice(notice, view).advice, 'all-closed')}`
        }
      </div>
    </div>
    ${emergency(view)}
  </section>`;
}
