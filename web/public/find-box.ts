import { html, nothing, type TemplateResult } from 'lit/html.js';
import { foundLine } from '../../shared/words/page.ts';
import { PUBLIC_PATHS } from '../../shared/wire/public-paths.ts';
import { pathIn } from './page-path.ts';
import { label, type Speaking, say } from './say.ts';

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

/** What is found is shown in the same language. */
function chosenLanguage({ tongue }: Speaking): TemplateResult | typeof nothing {
  return tongue.query === '' ? nothing : html`<input type="hidden" name="lang" value=${tongue.lang} />`;
}

/** The search box. Where no script runs the server answers, and the stylesheet hides what only a script can do. */
export function findBox(view: Speaking, { find, hits, onFind, onLocate }: Finding, canLocate: boolean): TemplateResult {
  const typed = (event: Event) => onFind((event.currentTarget as HTMLInputElement).value);
  const submitted = (event: Event) => onLocate && event.preventDefault();
  const near = html`<button class="button needs-script" type="button" @click=${onLocate}>${label(view, 'useLocation')}</button>`;
  const found = hits && find.trim() !== '';
  return html`<form class="find" role="search" action="${PUBLIC_PATHS.home}#surgeries" @submit=${submitted}>
    <label class="find__label" for="find">${label(view, 'findLabel')}</label>
    <span class="find__hint" id="find-hint">${label(view, 'findHint')}</span>
    <input class="find__input" id="find" name="find" type="search" value=${find} maxlength="80" autocomplete="off" spellcheck="false" enterkeyhint="search" aria-describedby="find-hint" @input=${typed} />${chosenLanguage(view)}
    <p class="find__actions"><button class="button">${label(view, 'find')}</button>${canLocate ? near : nothing}</p>
    <p class="find__found" role="status">${found ? say(view, (words) => foundLine(hits.length, find.trim(), words)) : nothing}${found ? html` <a href=${pathIn(view, PUBLIC_PATHS.home)}>${label(view, 'showAll')}</a>` : nothing}</p>
  </form>`;
}
