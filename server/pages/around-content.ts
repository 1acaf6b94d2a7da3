import { html, render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { PAGE_ROOT_ID } from '../../web/public/page-data.ts';
import { type FrameOf, pageFrame } from './page-frame.ts';

/** Where the content belongs; no practice has it in its name. */
const PLACE = '\u{E000}';
const MARKERS = /<!--[\s\S]*?-->/g;

/**
 * The body of a page whose content the browser takes over. Only what it takes over carries the marks by which it finds its
 * way: around it, and after it in `past`, they would be a kilobyte that nobody reads.
 */
export function bodyAround(of: FrameOf, content: unknown, past: unknown, options: { readonly home: boolean }): string {
  const main = html`<div id=${PAGE_ROOT_ID}>${PLACE}</div>${past}`;
  const [before = '', after = ''] = collectResultSync(render(pageFrame(of, main, options)))
    .replace(MARKERS, '')
    .split(PLACE);
  return before + collectResultSync(render(content)) + after;
}
