import { html, render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { findBranches } from '../../shared/practice/find-branches.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { NOT_FOUND_TITLE, PROBLEM_PAGES } from '../../shared/words/page.ts';
import { previewText } from '../../shared/words/preview.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { PAGE_ROOT_ID, type PageData } from '../../web/public/page-data.ts';
import { oldPageFace, pageFace } from '../../web/public/page-title.ts';
import { isOld, type PageView, serverView } from '../../web/public/page-view.ts';
import { arrangeSurgery } from '../../web/public/arrangement.ts';
import { type Asked, statusView, untouched } from '../../web/public/status-view.ts';
import { surgeryView } from '../../web/public/surgery-view.ts';
import type { PublicAssets } from './assets.ts';
import { htmlDocument } from './html-document.ts';
import { previewTags } from './link-preview.ts';
import { pageFrame, problemContent } from './page-frame.ts';

/** What a page is rendered from. `checkedAt`: when this instance last read its position from the database. */
export interface PageInput {
  readonly board: PublicBoard;
  readonly now: Instant;
  readonly checkedAt: Instant;
  readonly assets: PublicAssets;
  /** Where people read it; absent: nothing is told to those who link to the page. */
  readonly origin?: string;
}

/** The board as the page carries it: timelines are long, and each is read on its own surgery's page alone. */
function boardFor({ branches, ...board }: PublicBoard, slug: string | null): PublicBoard {
  return {
    ...board,
    branches: branches.map((branch) => (branch.slug === slug ? branch : { ...branch, timeline: [] })),
  };
}

function renderLive(input: PageInput, slug: string | null, content: unknown, asked?: Asked): string {
  const { board, now, checkedAt, assets } = input;
  const data: PageData = { board: boardFor(board, slug), now, checkedAt, slug, ...(asked && { asked }) };
  const old = isOld(viewOf(input));
  const sentence = board.branches.find((branch) => branch.slug === slug)?.sentence ?? board.summary.sentence;
  const description = previewText(sentence, checkedAt, old, board.practice.timeZone);
  const { origin } = input;
  const page = pageFrame(board.practice, html`<div id=${PAGE_ROOT_ID}>${content}</div>`, { home: slug === null });
  return htmlDocument({
    face: old ? oldPageFace(board, slug) : pageFace(board, slug),
    description,
    assets: slug === null ? assets.home : assets.surgery,
    data,
    body: collectResultSync(render(page)),
    ...(origin !== undefined && { more: previewTags({ board, slug, origin, now, isOld: old, description }) }),
  });
}

function viewOf({ board, now, checkedAt }: PageInput): PageView {
  return serverView(board, now, checkedAt);
}

/** `/` as a whole HTML document, complete without script; with what was asked for, it shows what answers to that. */
export function renderStatusPage(input: PageInput, find = ''): string {
  if (find === '') return renderLive(input, null, statusView(viewOf(input), untouched(input.board)));
  const asked = { find, hits: findBranches(input.board.branches, find).map(({ slug }) => slug) };
  return renderLive(input, null, statusView(viewOf(input), untouched(input.board, asked)), asked);
}

/** `/surgeries/{slug}` as a whole HTML document; null when there is no such surgery. */
export function renderSurgeryPage(input: PageInput & { readonly slug: string }): string | null {
  const branch = input.board.branches.find(({ slug }) => slug === input.slug);
  if (!branch) return null;
  const arrangement = arrangeSurgery(input.board, branch.slug);
  const state = { arrangement, pending: null, onShow: () => {} };
  return renderLive(input, branch.slug, surgeryView(branch, viewOf(input), state));
}

type Problem = { readonly practice: PublicBoard['practice']; readonly assets: PublicAssets };

function renderProblem({ practice, assets }: Problem, title: string, lines: readonly string[]): string {
  const page = pageFrame(practice, problemContent(title, lines), { home: false });
  const face = { title: `${title} – ${practice.name}`, mark: 'unknown' } as const;
  return htmlDocument({
    face,
    description: title,
    assets: assets.home,
    data: null,
    body: collectResultSync(render(page)),
  });
}

/** The page of an address that leads nowhere. */
export function renderNotFoundPage(input: Problem): string {
  return renderProblem(input, NOT_FOUND_TITLE, PROBLEM_PAGES.notFound);
}

/** The page of a fault of ours: it says nothing about the fault. */
export function renderErrorPage(input: Problem): string {
  return renderProblem(input, PROBLEM_PAGES.errorTitle, PROBLEM_PAGES.error);
}
