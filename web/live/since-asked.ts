import type { BrowserEnvironment } from './environment.ts';

/**
 * Ms since this document was asked for, from where `performance.now()` counts. The server wrote it at some moment in
 * them: a phone that was put away after the tap may read it minutes later. Counted from the first of them it looks too
 * old, never too young.
 */
export function sinceAsked({ monotonic }: Pick<BrowserEnvironment, 'monotonic'>): number {
  return Math.round(monotonic());
}
