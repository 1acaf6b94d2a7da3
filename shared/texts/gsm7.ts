/** What one text message holds in the alphabet of mobile networks; one sign outside of it halves that. */
export const TEXT_LENGTH = 160;

const ALPHABET = new Set(
  '@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5_\u00c6\u00e6\u00df\u00c9 !"#%&\'()*+,-./0123456789:;<=>?\u00a1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7\u00bfabcdefghijklmnopqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0',
);
const REPLACED: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2013': '-',
  '\u2014': '-',
  '\u2026': '...',
};

function toGsm7Sign(sign: string): string {
  if (ALPHABET.has(sign)) return sign;
  const plain = REPLACED[sign] ?? sign.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return [...plain].every((letter) => ALPHABET.has(letter)) ? plain : '?';
}

/** The text in the signs that every phone gets in one piece: the name of a branch may have others. */
export function toGsm7(text: string): string {
  return [...text.normalize('NFC')].map(toGsm7Sign).join('');
}
