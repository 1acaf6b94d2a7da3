import { html, type TemplateResult } from 'lit/html.js';
import type { Advice } from '../../shared/words/advice.ts';
import { linked } from './linked-text.ts';
import { type Speaking, say, sayAll, textsOf } from './say.ts';
import type { Saying, Tongue } from './tongue.ts';

/** The four headings as details. */
export function adviceList(
  view: Speaking,
  advice: Saying<Tongue['words'], readonly Advice[]>,
  shown: 'first-open' | 'all-closed',
): TemplateResult {
  return html`<div class="advice">${textsOf(view, advice).map(
    (_, index) => html`<details class="details" ?open=${shown === 'first-open' && index === 0}>
      <summary class="details__summary"><span class="details__heading">${say(view, (words, told) => advice(words, told)[index]?.heading ?? '')}</span></summary>
      <div class="details__text">${sayAll(
        view,
        (words, told) => advice(words, told)[index]?.lines ?? [],
        (line) => html`<p>${line}</p>`,
        linked,
      )}</div>
    </details>`,
  )}</div>`;
}
