import type { MarkName } from '../../shared/words/page.ts';

/** Each mark as a character, for titles and feeds. */
export const MARK_SIGNS: { readonly [M in MarkName]: string } = {
  normal: '●',
  limited: '◆',
  degraded: '■',
  closed: '○',
  unknown: '?',
};
