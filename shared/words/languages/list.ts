/** The languages of the patients' pages, each as it names itself. */
export const LANGUAGES = [
  { lang: 'en', name: 'English', dir: 'ltr' },
  { lang: 'pl', name: 'Polski', dir: 'ltr' },
  { lang: 'lt', name: 'Lietuvių', dir: 'ltr' },
  { lang: 'pt', name: 'Português', dir: 'ltr' },
  { lang: 'ro', name: 'Română', dir: 'ltr' },
  { lang: 'ur', name: 'اردو', dir: 'rtl' },
  { lang: 'pa', name: 'ਪੰਜਾਬੀ', dir: 'ltr' },
] as const satisfies readonly { readonly lang: string; readonly name: string; readonly dir: 'ltr' | 'rtl' }[];

export type LanguageCode = (typeof LANGUAGES)[number]['lang'];
/** A language that is a translation. */
export type Translated = Exclude<LanguageCode, 'en'>;

export function isLanguage(text: unknown): text is LanguageCode {
  return LANGUAGES.some(({ lang }) => lang === text);
}

export function directionOf(code: LanguageCode): 'ltr' | 'rtl' {
  return LANGUAGES.find(({ lang }) => lang === code)?.dir ?? 'ltr';
}
