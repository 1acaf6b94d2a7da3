import { iconHref } from './mark-icon.ts';
import type { PageFace } from './page-title.ts';

/** Puts a page's state into its tab. */
export function showFace({ title, mark }: PageFace): void {
  if (document.title !== title) document.title = title;
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const href = iconHref(mark);
  if (icon && icon.getAttribute('href') !== href) icon.href = href;
}
