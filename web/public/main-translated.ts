import { isLanguage, type Translated } from '../../shared/words/languages/list.ts';
import type { Translation } from '../../shared/words/translation.ts';
import { startDocument } from './start-document.ts';
import { ENGLISH_TONGUE } from './tongue.ts';
import { translate } from './translate.ts';

const FILES: { readonly [L in Translated]: () => Promise<Translation> } = {
  pl: async () => (await import('../../shared/words/languages/pl.ts')).PL,
  lt: async () => (await import('../../shared/words/languages/lt.ts')).LT,
  pt: async () => (await import('../../shared/words/languages/pt.ts')).PT,
  ro: async () => (await import('../../shared/words/languages/ro.ts')).RO,
  ur: async () => (await import('../../shared/words/languages/ur.ts')).UR,
  pa: async () => (await import('../../shared/words/languages/pa.ts')).PA,
};

void startDocument(async ({ lang, query = '' }) =>
  isLanguage(lang) && lang !== 'en' ? translate(await FILES[lang](), query) : { ...ENGLISH_TONGUE, query },
);
