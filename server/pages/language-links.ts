import { html } from '@lit-labs/ssr';
import type { TemplateResult } from 'lit';
import { LANGUAGES } from '../../shared/words/languages/list.ts';
import { tell } from '../../shared/words/words.ts';
import type { Speaking } from '../../web/public/say.ts';
import { frameLabel, frameWords } from './languages.ts';

/** The same page in each language, each named as its readers write it; `path` where that is another one. */
export function languageLinks(of: Speaking, path: string): TemplateResult {
  const words = frameWords(of);
  const links = LANGUAGES.map(({ lang, name }) =>
    lang === words.lang
      ? html`<strong lang=${lang}>${name}</strong> `
      : html`<a href="${path}?lang=${lang}" hreflang=${lang} lang=${lang}>${name}</a> `,
  );
  return html`<nav id="languages" class="languages nhsuk-width-container" aria-label=${tell(words, 'languages')}>${links}</nav>`;
}

/** Says once that nobody has checked the translation, as long as that is so of any of it. */
export function translationNote(of: Speaking): TemplateResult | string {
  return of.tongue.isChecked === false
    ? html`<p class="translation" lang=${of.tongue.words.lang}>${frameLabel(of, 'unreviewed')} ${frameLabel(of, 'staffWords')}</p>`
    : '';
}
