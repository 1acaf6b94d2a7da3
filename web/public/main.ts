import { startDocument } from './start-document.ts';
import { ENGLISH_TONGUE } from './tongue.ts';

void startDocument(({ query = '' }) => ({ ...ENGLISH_TONGUE, query }));
