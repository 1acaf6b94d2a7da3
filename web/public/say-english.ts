import type { Shown } from './tongue.ts';

// Stands in place of `say.ts` and `say-later.ts` where English is compiled in: calls of `say` and `label` are gone then.

/** Whatever says it in English. */
type Saying<T> = () => T;

export function say(_view: unknown, saying: Saying<string>, as = (text: string): Shown => text): Shown {
  return as(saying());
}

export function textsOf<T>(_view: unknown, saying: Saying<T>): T {
  return saying();
}

export function sayAll<S>(
  _view: unknown,
  saying: Saying<readonly string[]>,
  each: (shown: Shown) => S,
  as = (text: string): Shown => text,
): S[] {
  return saying().map((text) => each(as(text)));
}

/** Calls of these are compiled away, their imports are not. */
export { say as label, say as sayLater };
export const ENGLISH_LATER = null;

/** The words are in the code. */
export function laterWords(): null {
  return null;
}
