import { html, nothing, type TemplateResult } from 'lit/html.js';
import { foundLine, PAGE } from '../../shared/words/page.ts';
import { PUBLIC_PATHS } from '../../shared/wire/public-paths.ts';

/** What the reader looks for. */
export interface Finding {
  /** As it was typed. */
  readonly find: string;
  /** Slugs of the surgeries that answer to it, null while nothing is looked for. */
  readonly hits: readonly string[] | null;
  readonly onFind: (text: string) => void;
  /** Null while the page cannot look by itself: then the server is asked. */
  readonly onLocate: (() => void) | null;
}

/** The search box. Where no script runs the server answers, and the stylesheet hides what only a script can do. */
export function findBox({ find, hits, onFind, onLocate }: Finding, canLocate: boolean): TemplateResult {
  const typed = (event: Event) => onFind((event.currentTarget as HTMLInputElement).value);
  const submitted = (event: Event) => onLocate && event.preventDefault();
  const near = html`<button class="button needs-script" type="button" @click=${onLocate}>${PAGE.useLocation}</button>`;
  const found = hits && find.trim() !== '';
  return html`<form class="find" role="search" action="${PUBLIC_PATHS.home}#surgeries" @submit=${submitted}>
    <label class="find__label" for="find">${PAGE.findLabel}</label>
    <span class="find__hint" id="find-hint">${PAGE.findHint}</span>
    <input class="find__input" id="find" name="find" type="search" value=${find} maxlength="80" autocomplete="off" spellcheck="false" enterkeyhint="search" aria-describedby="find-hint" @input=${typed} />
    <p class="find__actions"><button class="button">${PAGE.find}</button>${canLocate ? near : nothing}</p>
    <p class="find__found" role="status">${found ? foundLine(hits.length, find.trim()) : nothing}${found ? html` <a href=${PUBLIC_PATHS.home}>${PAGE.showAll}</a>` : nothing}</p>
  </form>`;
}
