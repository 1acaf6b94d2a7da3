import { html, render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { SAVED_COPY, savedCopyLine } from '../../shared/words/page.ts';
import { arrangeSurgery } from '../../web/public/arrangement.ts';
import { SAVED_COPY_ID } from '../../web/public/page-data.ts';
import type { PageView } from '../../web/public/page-view.ts';
import { statusView, untouched } from '../../web/public/status-view.ts';
import { surgeryView } from '../../web/public/surgery-view.ts';
import { htmlDocument } from './html-document.ts';
import { pageFrame } from './page-frame.ts';
import type { PageInput } from './render-page.ts';

function contentOf(view: PageView, slug: string | null): unknown {
  const branch = view.board.branches.find((one) => one.slug === slug);
  if (!branch) return statusView(view, untouched(view.board));
  const arrangement = arrangeSurgery(view.board, branch.slug);
  return surgeryView(branch, view, { arrangement, pending: null, onShow: () => {} });
}

/**
 * A page that is read only while nobody can prove it: it looks old from the first moment, and says of which day it is,
 * because it may be read days later. Its script does nothing but go back to the page itself once that is there again.
 */
export function renderSavedPage({ board, now, checkedAt, assets }: PageInput, slug: string | null): string {
  const { practice } = board;
  const view: PageView = { board, now, checkedAt, freshness: 'dead', clockRuns: false };
  const line = savedCopyLine(checkedAt, practice.timeZone);
  const content = html`<div class="old-page old-page--copy" id=${SAVED_COPY_ID}><p><strong>${line}</strong></p></div>
    ${contentOf(view, slug)}`;
  return htmlDocument({
    face: { title: `${SAVED_COPY} – ${practice.name}`, mark: 'unknown' },
    description: line,
    assets: slug === null ? assets.home : assets.surgery,
    data: null,
    isScripted: true,
    body: collectResultSync(render(pageFrame(practice, content, { home: slug === null }))),
  });
}
