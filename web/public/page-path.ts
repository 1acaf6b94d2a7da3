import type { Speaking } from './say.ts';

/** The address of another page in the language of this one. */
export function pathIn({ tongue }: Speaking, path: string): string {
  return path + tongue.query;
}
