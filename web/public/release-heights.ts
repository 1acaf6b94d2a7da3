/** Things that get no shorter while somebody reads, so that nothing below them moves up. */
export const HOLDS = '[data-hold]';

/** Lets everything have its own height again. */
export function releaseHeights(root: HTMLElement): void {
  for (const element of root.querySelectorAll<HTMLElement>(HOLDS)) element.style.minHeight = '';
}

/** Changes the page once, and lets nothing on it get shorter by that. */
export function keepHeights(root: HTMLElement, change: () => void): void {
  const held = [...root.querySelectorAll<HTMLElement>(HOLDS)].map(
    (element) => [element, element.offsetHeight] as const,
  );
  change();
  for (const [element, height] of held) if (element.offsetHeight < height) element.style.minHeight = `${height}px`;
}
