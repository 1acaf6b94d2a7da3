import { html, render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { formatTimeOnDay } from '../../shared/words/times.ts';
import { tell } from '../../shared/words/words.ts';
import { arrangeSurgery } from '../../web/public/arrangement.ts';
import { SAVED_COPY_ID } from '../../web/public/page-data.ts';
import type { PageView } from '../../web/public/page-view.ts';
import { statusView, untouched } from '../../web/public/status-view.ts';
import { surgeryView } from '../../web/public/surgery-view.ts';
import { htmlDocument } from './html-document.ts';
import { assetsIn, frameWords, languageOf, sayFrame, tongueFor } from './languages.ts';
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
export function renderSavedPage(
  { board, now, checkedAt, assets, tongue = tongueFor('en', false) }: PageInput,
  slug: string | null,
): string {
  const { practice } = board;
  const view: PageView = { board, now, checkedAt, freshness: 'dead', clockRuns: false, tongue };
  const lineIn = (words: ReturnType<typeof frameWords>) =>
    tell(words, 'savedCopyFrom', { at: formatTimeOnDay(checkedAt, practice.timeZone, words) });
  const words = frameWords(view);
  const content = html`<div class="old-page old-page--copy" id=${SAVED_COPY_ID}><p><strong>${sayFrame(view, lineIn)}</strong></p></div>
    ${contentOf(view, slug)}`;
  return htmlDocument({
    face: { title: `${tell(words, 'savedCopy')} – ${practice.name}`, mark: 'unknown' },
    ...languageOf(tongue),
    description: lineIn(words),
    assets: assetsIn(tongue, assets)[slug === null ? 'home' : 'surgery'],
    data: null,
    isScripted: true,
    body: collectResultSync(
      render(
        pageFrame({ practice, tongue }, content, {
          home: slug === null,
        }),
      ),
    ),
  });
}
