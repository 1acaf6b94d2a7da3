import { html, type TemplateResult } from 'lit/html.js';
import { STAFF } from '../../shared/words/staff.ts';

/** In place of a board that was never there: what happens, in words. */
export function noBoard(kind: 'loading' | 'unreachable'): TemplateResult {
  if (kind === 'loading') return html`<p class="no-board">${STAFF.loading}</p>`;
  return html`<div class="no-board no-board--fault"><p><strong>${STAFF.unreachable}</strong></p><p>${STAFF.unreachableMore}</p></div>`;
}

/** The session is over: what is on the page may be looked at, and grows old. */
export function sessionEnded(signInPath: string): TemplateResult {
  return html`<section class="line-bar line-bar--fault" aria-label=${STAFF.sessionRegion}><p>${STAFF.sessionEnded}</p><a class="link-line" href=${signInPath}>${STAFF.signInAgain}</a></section>`;
}

/** A new version waits until the person is ready for it. */
export function newVersionBar(onReload: () => void): TemplateResult {
  return html`<section class="line-bar" aria-label=${STAFF.newVersionRegion}><p>${STAFF.newVersion}</p><button class="nhsuk-button nhsuk-button--small" type="button" @click=${onReload}>${STAFF.reload}</button></section>`;
}
