const PIECES = /\p{L}+|\p{Nd}+|[/?]/gu;
const APOSTROPHES = /['\u2018\u2019\u02bc`\u00b4]/g;

/**
 * A text message as small words, numbers, strokes and question marks: no case, no accents, no other signs. Letters of
 * other alphabets stay, so that what was not understood is not taken for silence.
 */
export function wordsOf(message: string): readonly string[] {
  const plain = message.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(APOSTROPHES, '');
  return plain.replaceAll('\u2044', '/').match(PIECES) ?? [];
}
