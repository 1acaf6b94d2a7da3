/** Things that get no shorter while somebody reads, so that nothing below them moves up. */
export const HOLDS = '[data-hold]';

/** Lets everything have its own height again. */
export function releaseHeights(root: HTMLElement): void {
  for (const element of root.querySelectorAll<HTMLElement>(HOLDS)) element.style.minHeight = '';
}
