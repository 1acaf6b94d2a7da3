import { html, render } from '@lit-labs/ssr';
import { nothing } from 'lit';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { findBranches } from '../../shared/practice/find-branches.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { isShownWhole, partOfBoard, SUMMARY_PART, surgeryPart } from '../../shared/views/board-part.ts';
import { NOT_FOUND_TITLE, PROBLEM_PAGES } from '../../shared/words/page.ts';
import { previewText } from '../../shared/words/preview.ts';
import type { PublicHistory } from '../../shared/wire/history.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { PAGE_ROOT_ID } from '../../web/public/page-data.ts';
import { oldPageFace, pageFace } from '../../web/public/page-title.ts';
import { isOld, type PageView, serverView } from '../../web/public/page-view.ts';
import { arrangeBig, bigOthers, type FoundRows } from '../../web/public/big-view.ts';
import { arrangeSurgery } from '../../web/public/arrangement.ts';
import { type Asked, statusView, untouched } from '../../web/public/status-view.ts';
import { surgeryView } from '../../web/public/surgery-view.ts';
import type { PageAssets, PublicAssets } from './assets.ts';
import { historySection } from './history-section.ts';
import { htmlDocument } from './html-document.ts';
import { previewTags } from './link-preview.ts';
import { pageFrame, problemContent } from './page-frame.ts';

/** What a page is rendered from. `checkedAt`: when this instance last read its position from the database. */
export interface PageInput {
  readonly board: PublicBoard;
  readonly now: Instant;
  readonly checkedAt: Instant;
  readonly assets: PublicAssets;
  /** Of the surgery whose page it is, days that are over; absent: they are not told of. */
  readonly history?: PublicHistory | undefined;
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

interface Live {
  readonly slug: string | null;
  /** The part of the board that the page holds; null: all of it. */
  readonly part: string | null;
  readonly asked?: Asked;
}

function assetsOf({ assets }: PageInput, { slug, part }: Live): PageAssets {
  if (slug !== null) return assets.surgery;
  return part === null ? assets.home : assets.big;
}

function renderLive(input: PageInput, live: Live, content: unknown): string {
  const { board, now, checkedAt, origin, history } = input;
  const { slug } = live;
  const old = isOld(viewOf(input));
  const sentence = board.branches.find((branch) => branch.slug === slug)?.sentence ?? board.summary.sentence;
  const description = previewText(sentence, checkedAt, old, board.practice.timeZone);
  // The browser takes over what is in the root. What is over does not change while the page is open: it stands outside.
  const past = history ? historySection(history, input.assets.past) : nothing;
  const main = html`<div id=${PAGE_ROOT_ID}>${content}</div>${past}`;
  const page = pageFrame(board.practice, main, { home: slug === null });
  return htmlDocument({
    face: old ? oldPageFace(board, slug) : pageFace(board, slug),
    description,
    assets: assetsOf(input, live),
    data: { board: boardFor(board, slug), now, checkedAt, ...live },
    body: collectResultSync(render(page)),
    ...(origin !== undefined && { more: previewTags({ board, slug, origin, now, isOld: old, description }) }),
  });
}

function viewOf({ board, now, checkedAt }: PageInput): PageView {
  return serverView(board, now, checkedAt);
}

/** The same of a part of the board: a surgery's page needs no more, nor does the first page of a big practice. */
function partOf(input: PageInput, part: string): { readonly input: PageInput; readonly part: string | null } {
  const isWhole = part === SUMMARY_PART && isShownWhole(input.board);
  const board = isWhole ? null : partOfBoard(input.board, part);
  return board ? { input: { ...input, board }, part } : { input, part: null };
}

/** `/` of a big practice. What somebody asked for is listed on it, and then it follows nothing: nobody stays there. */
function renderBigPage(input: PageInput, part: string, found: FoundRows | null): string {
  const calls = { onFind: () => {}, onLocate: null, onShow: () => {} };
  const others = (view: PageView) => bigOthers(view, found ?? undefined);
  const arrangement = arrangeBig(input.board);
  const state = { arrangement, pending: null, find: found?.find ?? '', hits: null, ...calls, others };
  const content = statusView(viewOf(input), state);
  if (!found) return renderLive(input, { slug: null, part }, content);
  return htmlDocument({
    face: pageFace(input.board, null),
    description: input.board.summary.sentence,
    assets: input.assets.home,
    data: null,
    body: collectResultSync(render(pageFrame(input.board.practice, content, { home: true }))),
  });
}

/** What is found beyond this is found better by a longer word. */
const FOUND_AT_MOST = 20;

/** `/` as a whole HTML document, complete without script; with what was asked for, it shows what answers to that. */
export function renderStatusPage(whole: PageInput, find = ''): string {
  const { input, part } = partOf(whole, SUMMARY_PART);
  const found = find === '' ? null : findBranches(whole.board.branches, find);
  if (part !== null)
    return renderBigPage(input, part, found && { find, count: found.length, rows: found.slice(0, FOUND_AT_MOST) });
  const asked = found ? { find, hits: found.map(({ slug }) => slug) } : undefined;
  const content = statusView(viewOf(input), untouched(input.board, asked));
  return renderLive(input, { slug: null, part, ...(asked && { asked }) }, content);
}

/** `/surgeries/{slug}` as a whole HTML document; null when there is no such surgery. */
export function renderSurgeryPage(whole: PageInput & { readonly slug: string }): string | null {
  const { input, part } = partOf(whole, surgeryPart(whole.slug));
  const branch = input.board.branches.find(({ slug }) => slug === whole.slug);
  if (!branch) return null;
  const arrangement = arrangeSurgery(input.board, branch.slug);
  const state = { arrangement, pending: null, onShow: () => {} };
  return renderLive(input, { slug: branch.slug, part }, surgeryView(branch, viewOf(input), state));
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
