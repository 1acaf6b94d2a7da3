import { FRAME, LATER, TOLD } from './languages/en.ts';
import { ENGLISH_PAGE, type Words } from './words.ts';

/** English, all of it. */
export const ENGLISH: Words = { ...ENGLISH_PAGE, text: { ...ENGLISH_PAGE.text, ...LATER, ...TOLD, ...FRAME } };
