import type { IncomingHttpHeaders } from 'node:http';
import { isLanguage, type LanguageCode } from '../../shared/words/languages/list.ts';

/** A language and whether the address itself asks for it. */
export type Wish = readonly [lang: LanguageCode, isAsked: boolean];

/** More than any browser sends: the rest of a longer header is not read. */
const HEADER_AT_MOST = 200;

/** Punjabi in Arabic letters is another script than ours: whoever reads that is better served by what follows it. */
const OTHER_SCRIPT = /^pa-(?:arab|pk)\b/;

function weightOf(parameters: readonly string[]): number {
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return weight === undefined ? 1 : Number(weight.slice(2)) || 0;
}

/** What of ours an `Accept-Language` header wants most; English when it wants none of it. */
function languageFor(header = ''): LanguageCode {
  let best: { readonly lang: LanguageCode; readonly weight: number } = { lang: 'en', weight: 0 };
  for (const part of header.slice(0, HEADER_AT_MOST).toLowerCase().split(',')) {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim());
    const lang = range.split('-')[0];
    if (!isLanguage(lang) || OTHER_SCRIPT.test(range)) continue;
    const weight = weightOf(parameters);
    if (weight > best.weight) best = { lang, weight };
  }
  return best.lang;
}

/** The language by an `Accept-Language` header: what is kept of an address is kept by it. */
export function variantOf(header: string | undefined): LanguageCode {
  // Most browsers here say so, and every answer asks.
  return header === undefined || /^en\b[^,]*(?:,en\b[^,]*)*$/i.test(header) ? 'en' : languageFor(header);
}

interface Asking {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** The language a page is wanted in: by its address, else by the browser. */
export function wishOf({ url, headers }: Asking): Wish {
  const query = url.indexOf('?');
  const asked = query < 0 ? null : new URLSearchParams(url.slice(query)).get('lang');
  return isLanguage(asked) ? [asked, true] : [variantOf(headers['accept-language']), false];
}
