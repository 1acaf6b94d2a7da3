import type { LitElement } from 'lit';
import { html, type TemplateResult } from 'lit/html.js';
import type { Session } from '../../shared/wire/session.ts';
import { homeOf } from '../../shared/wire/staff-paths.ts';
import { SIGN_IN_PAGE } from '../../shared/words/sign-in-page.ts';
import { errorSummary, type SummaryFault } from '../parts/error-summary.ts';
import { accountPath, placeAfterSignIn } from '../staff/session.ts';
import type { FormFaults, Typed } from './form-faults.ts';

/** What was typed, by the names of the fields. */
export function typedIn(form: HTMLFormElement): Typed {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}

/** Before a form is sent no password may be left readable: browsers would offer it again as a text. */
export function hidePasswords(form: HTMLFormElement): void {
  for (const button of form.querySelectorAll<HTMLButtonElement>('.field__toggle')) {
    const input = form.querySelector(`#${button.getAttribute('aria-controls')}`);
    if (input instanceof HTMLInputElement && input.type === 'text') button.click();
  }
}

/** The summary over a form, with a link to each field. */
export function summaryOf({ fields, detail }: FormFaults): TemplateResult {
  const faults: SummaryFault[] = Object.entries(fields).map(([field, message]) => ({ field, message }));
  return html`${errorSummary(faults, detail)}`;
}

/** Takes the reader to what is wrong, once it is shown, and says it in the tab. */
export async function goToFaults(page: LitElement): Promise<void> {
  await page.updateComplete;
  const { titleError } = SIGN_IN_PAGE;
  if (!document.title.startsWith(titleError)) document.title = titleError + document.title;
  page.querySelector<HTMLElement>('.error-summary')?.focus();
}

/** Where somebody goes who has just come in: back to where they were sent from, else to their own page; first to what is missing. */
export function placeFor({ role, needs }: Session): string {
  const place = placeAfterSignIn(location.search, homeOf(role));
  return needs === null ? place : accountPath(place);
}
