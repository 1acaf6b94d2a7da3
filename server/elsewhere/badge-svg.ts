import type { ToldStatus } from '../../shared/views/told-status.ts';
import { escapeXml } from '../../shared/words/xml-text.ts';
import type { MarkName } from '../../shared/words/page.ts';

const MARGIN = 12;
const TEXT_AT = 48;
const LINE = 22;
/** A letter of Arial at 16 px is 9 wide at most in running text; what is too wide is broken into lines. */
const LETTERS_IN_A_LINE = 42;
/** Of the smaller letters of the time. */
const SMALL_LETTERS_IN_A_LINE = 48;
const WIDTH = TEXT_AT + LETTERS_IN_A_LINE * 8.6 + MARGIN;

/** Drawn in a square of 24; shape first, colour second. */
const MARKS: { readonly [M in MarkName]: string } = {
  normal: '<circle cx="12" cy="12" r="9" fill="#007f3b"/>',
  limited: '<path d="M12 1.5 22.5 12 12 22.5 1.5 12Z" fill="#ffb81c" stroke="#7a5300" stroke-width="1.5"/>',
  degraded: '<rect x="3" y="3" width="18" height="18" fill="#d5281b"/>',
  closed: '<circle cx="12" cy="12" r="8" fill="none" stroke="#4c6272" stroke-width="2.5"/>',
  unknown:
    '<g fill="none" stroke="#4c6272" stroke-width="2"><circle cx="12" cy="12" r="9.5" stroke-dasharray="4 3.46"/><path stroke-linecap="round" d="M9 9.6a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1-1.4 2.1M12 17.3v.3"/></g>',
};

function wrap(text: string, atMost = LETTERS_IN_A_LINE): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= atMost) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A status as a picture for pages without script. It says when it was checked, because a picture may be old. */
export function badgeSvg({ mark, name, sentence, notice }: ToldStatus, checked: string): string {
  const rows = [
    ...wrap(name).map((text) => ({ text, style: 'font-weight="700"' })),
    ...wrap(sentence).map((text) => ({ text, style: '' })),
    ...(notice ? wrap(notice.heading).map((text) => ({ text, style: 'font-weight="700"' })) : []),
    ...wrap(checked, SMALL_LETTERS_IN_A_LINE).map((text) => ({ text, style: 'fill="#4c6272" font-size="14"' })),
  ];
  const height = MARGIN * 2 + rows.length * LINE;
  const texts = rows.map(
    ({ text, style }, row) => `<text x="${TEXT_AT}" y="${MARGIN + row * LINE + 16}" ${style}>${escapeXml(text)}</text>`,
  );
  const whole = [name, sentence, notice?.heading ?? '', checked].filter((text) => text !== '').join('. ');
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="Arial, sans-serif" font-size="16" fill="#212b32"><title>${escapeXml(whole)}</title><rect x=".5" y=".5" width="${WIDTH - 1}" height="${height - 1}" fill="#fff" stroke="#d8dde0"/><g transform="translate(${MARGIN} ${MARGIN})">${MARKS[mark]}</g>${texts.join('')}</svg>
`;
}
