import { html, nothing, type TemplateResult } from 'lit/html.js';
import { STAFF } from '../../shared/words/staff.ts';

export interface SummaryFault {
  readonly message: string;
  /** Id of the field to go to. */
  readonly field?: string;
}

function goTo(event: Event, field: string): void {
  const target = (event.currentTarget as HTMLElement).ownerDocument.getElementById(field);
  if (!target) return;
  event.preventDefault();
  target.focus();
  target.scrollIntoView({ block: 'center', behavior: 'instant' });
}

/** What is wrong with what was sent, over the form; nothing while nothing is. `detail` says whether anything was saved. */
export function errorSummary(
  faults: readonly SummaryFault[],
  detail: string | null = null,
): TemplateResult | typeof nothing {
  if (faults.length === 0 && detail === null) return nothing;
  return html`<div class="error-summary" role="alert" tabindex="-1">
    <h2 class="error-summary__title">${STAFF.errorTitle}</h2>
    ${detail === null ? nothing : html`<p>${detail}</p>`}
    ${
      faults.length === 0
        ? nothing
        : html`<ul class="error-summary__list" role="list">
            ${faults.map(({ message, field }) => html`<li>${field === undefined ? message : html`<a href="#${field}" @click=${(event: Event) => goTo(event, field)}>${message}</a>`}</li>`)}
          </ul>`
    }
  </div>`;
}
