import { html, type TemplateResult } from 'lit/html.js';
import { ENGLISH } from '../../shared/words/english.ts';
import { ENGLISH_TOLD } from '../../shared/words/told.ts';
import { toldIn } from '../../shared/words/told-anew.ts';
import { isReviewed, type Translation, wordsOf } from '../../shared/words/translation.ts';
import type { TextId } from '../../shared/words/words.ts';
import type { Saying, Shown, Tongue } from './tongue.ts';

type As = (text: string) => Shown;

/** Longer texts, and whole sentences, have a line of their own for their English. */
const SHORT = 32;

function isShort(text: string): boolean {
  return text.length <= SHORT && !/[.?!]$/.test(text);
}

function english(text: string, as: As): TemplateResult {
  return html`<span lang="en" dir="ltr">${as(text)}</span>`;
}

function beside(own: string, text: string, as: As): TemplateResult {
  return isShort(text)
    ? html`${as(own)} <span class="beside" lang="en" dir="ltr">(${as(text)})</span>`
    : html`${as(own)} <span class="beside beside--line" lang="en" dir="ltr">${as(text)}</span>`;
}

/** A tongue that says everything in a translation, with the English beside what nobody has checked. */
export function translate(translation: Translation, query: string): Tongue {
  const words = wordsOf(translation);

  function show(saying: Saying<typeof words>, as: As): Shown {
    let isChecked = true;
    const noting = {
      ...words,
      note(id: TextId) {
        isChecked &&= isReviewed(translation, id);
      },
    };
    const own = saying(noting, toldIn(noting));
    const text = saying(ENGLISH, ENGLISH_TOLD);
    if (own === text) return text === '' ? text : english(text, as);
    return isChecked ? as(own) : beside(own, text, as);
  }

  const ids = Object.keys(translation.text) as TextId[];
  const isChecked = ids.every((id) => isReviewed(translation, id));
  return { lang: words.lang, words, told: toldIn(words), show, isChecked, query };
}
