import { html, nothing, type TemplateResult } from 'lit/html.js';
import { foundLine, PAGE } from '../../shared/words/page.ts';
import type { PublicBranch } from '../../shared/wire/public-board.ts';

/** Letters and digits alone: "PE2 5ZZ", "pe25zz" and "PE2-5zz" are the same. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Does a surgery answer to what was typed: part of its name, its street and town, or its postcode. */
export function matches({ name, address, postcode }: PublicBranch, query: string): boolean {
  const wanted = plain(query);
  return wanted === '' || [name, address, postcode].some((text) => plain(text).includes(wanted));
}

/** The search box. The stylesheet hides it where no script runs. */
export function findBox(find: string, found: number, onFind: (text: string) => void): TemplateResult {
  const typed = (event: Event) => onFind((event.currentTarget as HTMLInputElement).value);
  return html`<form class="find" role="search" action="/" method="get" @submit=${(event: Event) => event.preventDefault()}>
    <label class="find__label" for="find">${PAGE.findLabel}</label>
    <span class="find__hint" id="find-hint">${PAGE.findHint}</span>
    <input class="find__input" id="find" name="find" type="search" autocomplete="off" spellcheck="false" enterkeyhint="search" aria-describedby="find-hint" @input=${typed} />
    <p class="find__found" role="status">${find.trim() === '' ? nothing : foundLine(found, find.trim())}</p>
  </form>`;
}
