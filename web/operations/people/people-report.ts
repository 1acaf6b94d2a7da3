import { html, type TemplateResult } from 'lit/html.js';
import { PATHS } from '../../../shared/wire/paths.ts';
import { PEOPLE_REPORT } from '../../../shared/words/people-report.ts';

function day(name: 'from' | 'to', label: string): TemplateResult {
  return html`<div class="field">
    <label class="field__label" for="report-${name}">${label}</label>
    <input class="field__input field__input--day" id="report-${name}" name=${name} type="date" aria-describedby="report-hint">
  </div>`;
}

/** Who came, moved and went, to be taken away: a form of the browser's own, whose answer is a file. */
export function peopleReport(): TemplateResult {
  return html`<details class="how-to">
    <summary>${PEOPLE_REPORT.title}</summary>
    <form class="people-report" action=${PATHS.peopleReport} method="get">
      <p class="field__hint" id="report-hint">${PEOPLE_REPORT.hint}</p>
      ${day('from', PEOPLE_REPORT.from)} ${day('to', PEOPLE_REPORT.to)}
      <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="submit">${PEOPLE_REPORT.download}</button>
    </form>
  </details>`;
}
