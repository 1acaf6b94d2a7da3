import { html, render } from '@lit-labs/ssr';
import { nothing, type TemplateResult } from 'lit';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { findBranches } from '../../shared/practice/find-branches.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { isShownWhole, partOfBoard, SUMMARY_PART, surgeryPart } from '../../shared/views/board-part.ts';
import { previewText } from '../../shared/words/preview.ts';
import type { PublicHistory } from '../../shared/wire/history.ts';
import { tell } from '../../shared/words/words.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { oldPageFace, pageFace } from '../../web/public/page-title.ts';
import { isOld, type PageView, serverView } from '../../web/public/page-view.ts';
import { arrangeBig, bigOthers, type FoundRows } from '../../web/public/big-view.ts';
import { arrangeSurgery } from '../../web/public/arrangement.ts';
import { type Asked, statusView, untouched } from '../../web/public/status-view.ts';
import { surgeryView } from '../../web/public/surgery-view.ts';
import { label, type Speaking } from '../../web/public/say.ts';
import type { Tongue } from '../../web/public/tongue.ts';
import { bodyAround } from './around-content.ts';
import type { PageAssets, PublicAssets } from './assets.ts';
import { historySection } from './history-section.ts';
import { htmlDocument } from './html-document.ts';
import { previewTags } from './link-preview.ts';
import { assetsIn, frameLabel, frameLines, frameWords, languageOf, spokenIn, tongueFor } from './languages.ts';
import { pageFrame, problemContent } from './page-frame.ts';

/** What a page is rendered from. `checkedAt`: when this instance last read its position from the database. */
export interface PageInput {
  readonly board: PublicBoard;
  readonly now: Instant;
  readonly checkedAt: Instant;
  readonly assets: PublicAssets;
  /** Of the surgery whose page it is, days that are over; absent: they are not told of. */
  readonly history?: PublicHistory | undefined;
  /** English where it is absent. */
  readonly tongue?: Tongue;
  /** Where people read it; absent: nothing is told to those who link to the page. */
  readonly origin?: string;
}

type Spoken<T> = T & Speaking;

function spoken<T extends { readonly tongue?: Tongue }>(input: T): Spoken<T> {
  return { ...input, tongue: input.tongue ?? tongueFor('en', false) };
}

/** The board as a surgery's page carries it: what is of others is told there in one line, and their advice is not. */
function ownBoard({ summary, notice, incidents, planned, branches, ...board }: PublicBoard, slug: string): PublicBoard {
  const isOwn = (of: { readonly branches: readonly string[] }) => of.branches.includes(slug);
  return {
    ...board,
    summary: { level: summary.level, sentence: summary.sentence, working: summary.working, total: summary.total },
    notice: notice && { ...notice, text: { ...notice.text, advice: [] } },
    incidents: incidents.filter(isOwn),
    planned: planned.filter(isOwn),
    branches: branches.map((branch) => (branch.slug === slug ? branch : { ...branch, timeline: [] })),
  };
}

/** The board as the page of all surgeries carries it: timelines are long, and each is read on its own surgery's page. */
function boardFor(board: PublicBoard, slug: string | null): PublicBoard {
  if (slug !== null) return ownBoard(board, slug);
  return { ...board, branches: board.branches.map((branch) => ({ ...branch, timeline: [] })) };
}

interface Live {
  readonly slug: string | null;
  /** The part of the board that the page holds; null: all of it. */
  readonly part: string | null;
  readonly asked?: Asked;
}

function assetsOf({ assets, tongue }: Spoken<PageInput>, { slug, part }: Live): PageAssets {
  const { home, big, surgery } = assetsIn(tongue, assets);
  if (slug !== null) return surgery;
  return part === null ? home : big;
}

/** What nobody has translated. */
function inEnglish(content: unknown, { lang }: Tongue): unknown {
  return lang === 'en' ? content : html`<div lang="en" dir="ltr">${content}</div>`;
}

function renderLive(input: Spoken<PageInput>, live: Live, content: unknown): string {
  const { board, now, checkedAt, origin, history, tongue } = input;
  const { slug } = live;
  const view = viewOf(input);
  const old = isOld(view);
  const sentence = board.branches.find((branch) => branch.slug === slug)?.sentence ?? board.summary.sentence;
  const description = previewText(sentence, checkedAt, old, board.practice.timeZone);
  // The browser takes over what is in the root. What is over does not change while the page is open: it stands outside.
  const past = history ? inEnglish(historySection(history, input.assets.past), tongue) : nothing;
  return htmlDocument({
    face: (old ? oldPageFace : pageFace)(view, slug),
    ...languageOf(tongue),
    description,
    assets: assetsOf(input, live),
    data: { board: boardFor(board, slug), now, checkedAt, ...live, ...spokenIn(tongue) },
    body: bodyAround({ practice: board.practice, tongue }, content, past, { home: slug === null }),
    ...(origin !== undefined && {
      more: previewTags({ board, slug, origin, now, isOld: old, description, query: tongue.query }),
    }),
  });
}

function viewOf({ board, now, checkedAt, tongue }: Spoken<PageInput>): PageView {
  return serverView(board, now, checkedAt, tongue);
}

/** The same of a part of the board: a surgery's page needs no more, nor does the first page of a big practice. */
function partOf(whole: PageInput, part: string): { readonly input: Spoken<PageInput>; readonly part: string | null } {
  const input = spoken(whole);
  const isWhole = part === SUMMARY_PART && isShownWhole(input.board);
  const board = isWhole ? null : partOfBoard(input.board, part);
  return board ? { input: { ...input, board }, part } : { input, part: null };
}

/** `/` of a big practice. What somebody asked for is listed on it, and then it follows nothing: nobody stays there. */
function renderBigPage(input: Spoken<PageInput>, part: string, found: FoundRows | null): string {
  const calls = { onFind: () => {}, onLocate: null, onShow: () => {} };
  const others = (view: PageView) => bigOthers(view, found ?? undefined);
  const arrangement = arrangeBig(input.board);
  const state = { arrangement, pending: null, find: found?.find ?? '', hits: null, ...calls, others };
  const content = statusView(viewOf(input), state);
  if (!found) return renderLive(input, { slug: null, part }, content);
  return htmlDocument({
    face: pageFace(input, null),
    ...languageOf(input.tongue),
    description: input.board.summary.sentence,
    assets: assetsIn(input.tongue, input.assets).home,
    data: null,
    body: collectResultSync(
      render(pageFrame({ practice: input.board.practice, tongue: input.tongue }, content, { home: true })),
    ),
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

interface Problem {
  readonly practice: PublicBoard['practice'];
  readonly assets: PublicAssets;
  readonly tongue?: Tongue;
}

function renderProblem(input: Spoken<Problem>, title: string, content: TemplateResult): string {
  const { practice, assets, tongue } = input;
  const page = pageFrame({ practice, tongue, path: PATHS.home }, content, { home: false });
  return htmlDocument({
    face: { title: `${title} – ${practice.name}`, mark: 'unknown' },
    ...languageOf(tongue),
    description: title,
    assets: assetsIn(tongue, assets).home,
    data: null,
    body: collectResultSync(render(page)),
  });
}

/** The page of an address that leads nowhere. */
export function renderNotFoundPage(problem: Problem): string {
  const input = spoken(problem);
  const content = problemContent(input, label(input, 'notFound'), frameLines(input, 'notFoundLines'));
  return renderProblem(input, tell(input.tongue.words, 'notFound'), content);
}

/** The page of a fault of ours: it says nothing about the fault. */
export function renderErrorPage(problem: Problem): string {
  const input = spoken(problem);
  const content = problemContent(input, frameLabel(input, 'errorTitle'), frameLines(input, 'errorLines'));
  return renderProblem(input, tell(frameWords(input), 'errorTitle'), content);
}
