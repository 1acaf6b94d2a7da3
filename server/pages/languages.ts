import { ENGLISH } from '../../shared/words/english.ts';
import type { FRAME } from '../../shared/words/languages/en.ts';
import { isLanguage, type LanguageCode, type Translated } from '../../shared/words/languages/list.ts';
import { LT } from '../../shared/words/languages/lt.ts';
import { PA } from '../../shared/words/languages/pa.ts';
import { PL } from '../../shared/words/languages/pl.ts';
import { PT } from '../../shared/words/languages/pt.ts';
import { RO } from '../../shared/words/languages/ro.ts';
import { UR } from '../../shared/words/languages/ur.ts';
import { ENGLISH_TOLD } from '../../shared/words/told.ts';
import type { Translation } from '../../shared/words/translation.ts';
import { type PageWords, tell, type Words } from '../../shared/words/words.ts';
import { type Speaking, say } from '../../web/public/say.ts';
import type { Shown, Tongue } from '../../web/public/tongue.ts';
import { translate } from '../../web/public/translate.ts';
import type { KindsOfPages, PublicAssets } from './assets.ts';

/** Every language that pages are translated into. */
export const TRANSLATIONS: { readonly [L in Translated]: Translation } = {
  pl: PL,
  lt: LT,
  pt: PT,
  ro: RO,
  ur: UR,
  pa: PA,
};

const tongues = new Map<string, Tongue>();

/**
 * The tongue of a page; `isAsked` by its address. The links of a page carry its language on, but for English that a
 * browser wished for: so there is one page more than there are languages.
 */
export function tongueFor(lang: LanguageCode, isAsked: boolean): Tongue {
  const query = isAsked || lang !== 'en' ? `?lang=${lang}` : '';
  const key = lang + query;
  const known = tongues.get(key);
  if (known) return known;
  const made =
    lang === 'en' ? { lang, words: ENGLISH, told: ENGLISH_TOLD, query } : translate(TRANSLATIONS[lang], query);
  tongues.set(key, made);
  return made;
}

function hasFrame(words: PageWords): words is Words {
  return 'skipToContent' in words.text;
}

/** All words of a page's language, which the server alone has. */
export function frameWords({ tongue }: Speaking): Words {
  return hasFrame(tongue.words) ? tongue.words : ENGLISH;
}

/** `say` with the words of what stands around a page. */
export function sayFrame(view: Speaking, saying: (words: Words) => string): Shown {
  return say(view, (words) => saying(hasFrame(words) ? words : ENGLISH));
}

type FrameLabel = { [I in keyof typeof FRAME]: (typeof FRAME)[I] extends string ? I : never }[keyof typeof FRAME];

/** A text of the frame that nothing is put into. */
export function frameLabel(view: Speaking, id: Exclude<FrameLabel, 'surgeriesOfLetter' | 'savedCopyFrom'>): Shown {
  return sayFrame(view, (words) => tell(words, id));
}

/** The lines of a text of the frame. */
export function frameLines(view: Speaking, id: 'how' | 'notFoundLines' | 'errorLines'): Shown[] {
  return ENGLISH.text[id].map((_, index) => sayFrame(view, (words) => tell(words, id, { index })));
}

/** Of the document. */
export function languageOf({ lang }: Tongue): { readonly lang?: LanguageCode } {
  return isLanguage(lang) && lang !== 'en' ? { lang } : {};
}

/** Of the data that a page carries; nothing in English, whose pages are the most. */
export function spokenIn({ lang, query }: Tongue): { readonly lang?: string; readonly query?: string } {
  return { ...(lang !== 'en' && { lang }), ...(query !== '' && { query }) };
}

/** What pages of this language load. */
export function assetsIn({ lang }: Tongue, assets: PublicAssets): KindsOfPages {
  return assets.languages?.[lang] ?? assets;
}
