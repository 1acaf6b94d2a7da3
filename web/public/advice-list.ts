import { html, type TemplateResult } from 'lit/html.js';
import type { Advice } from '../../shared/words/advice.ts';
import { linked } from './linked-text.ts';

/** The four headings as details. */
export function adviceList(advice: readonly Advice[], shown: 'first-open' | 'all-closed'): TemplateResult {
  return html`<div class="advice">${advice.map(
    ({ heading, lines }, index) => html`<details class="details" ?open=${shown === 'first-open' && index === 0}>
      <summary class="details__summary"><span class="details__heading">${heading}</span></summary>
      <div class="details__text">${lines.map((line) => html`<p>${linked(line)}</p>`)}</div>
    </details>`,
  )}</div>`;
}
