import { html, type TemplateResult } from 'lit/html.js';
import type { Instant } from '../../../shared/practice/instant.ts';
import { listOf } from '../../../shared/words/lists.ts';
import { previewOf, REPORT } from '../../../shared/words/staff-operations-report.ts';
import { affectedCard, messageBox } from '../../public/affected-card.ts';
import type { PageView } from '../../public/page-view.ts';
import { surgeryRow } from '../../public/surgery-row.ts';
import { ENGLISH_TONGUE } from '../../public/tongue.ts';
import type { ShownPreview } from '../../staff/fetch-preview.ts';

/** The branch by the same templates that patients' pages are made of. */
export function previewView({ preview, board }: ShownPreview, now: Instant): TemplateResult {
  const { branch, notice } = preview;
  const branches = board.branches.map((other) => (other.slug === branch.slug ? branch : other));
  const view: PageView = {
    board: { ...board, branches, notice },
    now,
    checkedAt: now,
    freshness: 'live',
    clockRuns: true,
    tongue: ENGLISH_TONGUE,
  };
  const isPlain = branch.state === 'normal' || branch.state === 'closed';
  const names = notice?.branches.map((slug) => branches.find((one) => one.slug === slug)?.name ?? slug) ?? [];
  return html`<p class="preview__of">${previewOf(branch.name)}</p>
    ${isPlain ? html`<div class="rows">${surgeryRow(branch, view)}</div>${messageBox(branch, view)}` : affectedCard(branch, view, false)}
    <p class="preview__notice">${notice ? html`${REPORT.noticeUp} ${listOf(names)}.` : REPORT.noticeNotUp}</p>`;
}
