import type { Tongue } from './tongue.ts';

// Stands in place of `tongue.ts` where English is compiled in.

export const ENGLISH_TONGUE: Pick<Tongue, 'lang' | 'query'> = { lang: 'en', query: '' };
