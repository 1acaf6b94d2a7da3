export const COMMANDS = [
  'next',
  'previous',
  'select',
  'search',
  'report',
  'incident',
  'notice',
  'timeline',
  'keys',
] as const;
export type Command = (typeof COMMANDS)[number];

/** What is known of a key when it is pressed. */
export interface KeyPress {
  readonly key: string;
  /** Ctrl, Alt or the Windows or Command key is held: it is the browser's. */
  readonly modified: boolean;
  /** The focus is where text is typed. */
  readonly typing: boolean;
  /** A dialog or a menu is open, and has keys of its own. */
  readonly covered: boolean;
  /** The person has not switched the letters off. */
  readonly enabled: boolean;
}

const LETTERS: { readonly [key: string]: Command } = {
  j: 'next',
  k: 'previous',
  x: 'select',
  '/': 'search',
  r: 'report',
  i: 'incident',
  n: 'notice',
  t: 'timeline',
  '?': 'keys',
};

/** What a key does on the page; null: nothing. */
export function commandOf({ key, modified, typing, covered, enabled }: KeyPress): Command | null {
  if (modified || typing || covered || !enabled) return null;
  return LETTERS[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

const NOT_TYPED = new Set(['button', 'checkbox', 'radio', 'submit', 'reset']);

/** Is this a place where letters are typed, or chosen by. */
export function isTyping(target: {
  readonly localName: string;
  readonly type?: string;
  readonly isContentEditable?: boolean;
}): boolean {
  if (target.isContentEditable) return true;
  if (target.localName === 'input') return !NOT_TYPED.has(target.type ?? 'text');
  return target.localName === 'textarea' || target.localName === 'select';
}
