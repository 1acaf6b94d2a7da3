import type { Pending } from './arrangement.ts';

/** Takes the reader to what changed, worst first. */
export function goToChange(root: HTMLElement, pending: Pending | null): void {
  const branch = CSS.escape(pending?.slugs[0] ?? '');
  const target =
    (pending?.notice && root.querySelector<HTMLElement>('#notice-heading')) ||
    (pending?.incident && root.querySelector<HTMLElement>(`#incident-${pending.incident}`)) ||
    root.querySelector<HTMLElement>(`[data-branch="${branch}"] a`) ||
    root.querySelector<HTMLElement>('#summary');
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: 'start', behavior: 'instant' });
}
