import { html, nothing, type TemplateResult } from 'lit/html.js';
import { PAGE } from '../../shared/words/page.ts';
import type { Notice } from '../../shared/wire/public-board.ts';
import { adviceList } from './advice-list.ts';
import { linked } from './linked-text.ts';

/** The 999 line. It stands once on a page, under the way to NHS 111. */
export function emergency(): TemplateResult {
  return html`<p class="emergency">${linked(PAGE.emergency)}</p>`;
}

/**
 * The NHS 111 notice as an urgent care card: the design system says that people miss callouts and banners. When it has
 * ended while somebody reads, `notice` is null and its place is kept. Where the cards below are brief, it holds the advice.
 */
export function noticeCard(notice: Notice | null, bslUrl: string, length: 'brief' | 'with-advice'): TemplateResult {
  if (notice === null) {
    return html`<section class="notice notice--over" data-hold aria-label=${PAGE.whatToDo}><p>${PAGE.noticeOver}</p></section>`;
  }
  return html`<section class="notice" data-hold aria-labelledby="notice-heading">
    <div class="care-card">
      <div class="care-card__bar">
        <h2 class="care-card__heading" id="notice-heading" tabindex="-1"><span class="nhsuk-u-visually-hidden">${PAGE.urgentAdvice}</span>${notice.text.heading}</h2>
      </div>
      <div class="care-card__content">
        ${notice.text.body.map((line) => html`<p>${linked(line)}</p>`)}
        ${bslUrl === '' ? nothing : html`<p><a class="link-line" href=${bslUrl}>${PAGE.bsl}</a></p>`}
        ${
          length === 'brief'
            ? nothing
            : html`<h3 class="notice__advice">${PAGE.whatToDo}</h3>${adviceList(notice.text.advice, 'all-closed')}`
        }
      </div>
    </div>
    ${emergency()}
  </section>`;
}
