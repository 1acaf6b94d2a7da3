import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Instant } from '../../shared/practice/instant.ts';
import { surgeryPath } from '../../shared/wire/public-paths.ts';
import type { Notice, PublicBoard, PublicBranch } from '../../shared/wire/public-board.ts';
import { openLine } from '../../shared/words/page.ts';
import { gpSentence } from '../../shared/words/services.ts';
import { OUTCOME, SHEET } from '../../shared/words/staff-lead.ts';
import { affectedCard, messageBox } from '../public/affected-card.ts';
import { fact, troubleFacts } from '../public/branch-facts.ts';
import { mark, markOf } from '../public/marks.ts';
import { noticeCard } from '../public/notice-card.ts';
import type { PageView } from '../public/page-view.ts';
import { label } from '../public/say.ts';
import { surgeryRow } from '../public/surgery-row.ts';
import { ENGLISH_TONGUE } from '../public/tongue.ts';
import type { ShownPreview } from '../staff/fetch-preview.ts';
import type { PreviewState } from './preview.ts';

function toPageView(board: PublicBoard, branch: PublicBranch, notice: Notice | null, now: Instant): PageView {
  const branches = board.branches.map((other) => (other.slug === branch.slug ? branch : other));
  return {
    board: { ...board, branches, notice },
    now,
    checkedAt: now,
    freshness: 'live',
    clockRuns: true,
    tongue: ENGLISH_TONGUE,
  };
}

/** A tap on a number must not call it, nor a link leave what is being typed. */
function holdLinks(event: Event): void {
  if ((event.target as Element).closest('a')) event.preventDefault();
}

/** The branch and the notice by the very templates that patients' pages are made of. */
function patientsCards({ preview: { branch, notice }, board }: ShownPreview, now: Instant): TemplateResult {
  const view = toPageView(board, branch, notice, now);
  const isCard = branch.state === 'degraded' || branch.state === 'limited';
  return html`${notice ? noticeCard(notice, view, 'brief') : nothing}
    ${isCard ? affectedCard(branch, view, false) : html`<div class="rows">${surgeryRow(branch, view)}</div>${messageBox(branch, view)}`}`;
}

/** The preview in a sheet, or why there is none yet. */
export function previewOf(state: PreviewState, now: Instant): TemplateResult {
  return html`<div class="preview" @click=${holdLinks}>
    <p class="preview__note" role="status">${previewNote(state)}</p>
    ${state.kind === 'shown' ? html`<div class="preview__shown">${patientsCards(state.shown, now)}</div>` : nothing}
  </div>`;
}

function previewNote(state: PreviewState): string {
  if (state.kind === 'none') return SHEET.previewNothing;
  if (state.kind === 'waiting') return SHEET.previewWaiting;
  if (state.kind !== 'shown') return SHEET.previewFailed;
  return state.isOld ? SHEET.previewOld : SHEET.previewLinks;
}

/** What the public page says of the branch now, quoted. */
export function publicQuote(board: PublicBoard, slug: string, now: Instant): TemplateResult {
  const branch = board.branches.find((one) => one.slug === slug);
  if (!branch) return html`<p>${OUTCOME.unread}</p>`;
  const zone = board.practice.timeZone;
  const view = { tongue: ENGLISH_TONGUE };
  const notice = board.notice?.branches.includes(slug) ? board.notice : null;
  return html`<blockquote class="quote" cite=${surgeryPath(slug)}>
    <p class="quote__sentence">${mark(markOf(branch))}<span>${branch.sentence}</span></p>
    <dl class="facts">
      ${fact(label(view, 'openNow'), openLine(branch, now, zone))} ${troubleFacts(branch, view)} ${fact(label(view, 'gps'), gpSentence(branch.gps))}
    </dl>
    ${messageBox(branch, view)} ${notice ? html`<p class="quote__notice">${notice.text.heading}</p>` : nothing}
  </blockquote>`;
}
