import type { MarkName } from '../../shared/words/page.ts';

const ICONS: { readonly [M in MarkName]: string } = {
  normal: '<circle cx="16" cy="16" r="13" fill="#007f3b"/>',
  limited: '<path d="M16 1 31 16 16 31 1 16Z" fill="#ffb81c" stroke="#212b32" stroke-width="2"/>',
  degraded: '<rect x="2" y="2" width="28" height="28" fill="#d5281b"/>',
  closed: '<circle cx="16" cy="16" r="12" fill="#fff" stroke="#4c6272" stroke-width="5"/>',
  unknown: '<circle cx="16" cy="16" r="13" fill="#fff" stroke="#4c6272" stroke-width="4" stroke-dasharray="6 4"/>',
};

/** The icon of a mark as a `data:` address: no request, and the tab changes with the page. */
export function iconHref(mark: MarkName): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${ICONS[mark]}</svg>`;
  // No more than an address and an attribute ask for: it is in every page.
  return `data:image/svg+xml,${svg.replace(/[<>"#]/g, encodeURIComponent)}`;
}
