import { hydrate } from '@lit-labs/ssr-client';
import { render, type TemplateResult } from 'lit/html.js';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { announce } from './announcement.ts';
import { type Arrangement, arrange, arrangeSurgery, difference, type Pending } from './arrangement.ts';
import { keepPlace, releaseHeights } from './keep-place.ts';
import { isOld, type PageView } from './page-view.ts';
import { oldPageFace, pageFace } from './page-title.ts';
import { watchReader } from './reader.ts';
import { missingView, surgeryView } from './surgery-view.ts';
import { statusView } from './status-view.ts';
import { showFace } from './tab.ts';

/** What the page shows, and what the reader did to it. */
interface Shown {
  readonly view: PageView;
  /** It lags behind the board while somebody reads. */
  readonly arrangement: Arrangement;
  readonly pending: Pending | null;
  /** Typed into the search box. */
  readonly find: string;
}

/** An open page. */
export interface StatusPage {
  /** Shows a newer view, tells of it once, and lets it move things only when nobody reads. */
  show(view: PageView): void;
}

/**
 * Takes over the nodes that the server rendered into `root` from exactly this view, for the status page or with `slug`
 * for one surgery's. From then on nothing moves under a reader: what would move waits behind a bar. There is no element
 * class around it, because every change is rendered between two measurements, at once, and old phones pay for each
 * kilobyte.
 */
export function openStatusPage(root: HTMLElement, first: PageView, slug: string | null): StatusPage {
  let shown: Shown = { view: first, arrangement: arrangementOf(first.board), pending: null, find: '' };
  let wasLive = false;
  const reader = watchReader(root, () => shown.find);

  function arrangementOf(board: PublicBoard): Arrangement {
    return slug === null ? arrange(board) : arrangeSurgery(board, slug);
  }

  function template(): TemplateResult {
    const { view, arrangement, pending } = shown;
    if (slug === null) return statusView(view, { ...shown, onFind, onShow });
    const branch = view.board.branches.find((one) => one.slug === slug);
    return branch ? surgeryView(branch, view, { arrangement, pending, onShow }) : missingView(view);
  }

  /** Renders without regard to where things were. */
  function rearrange(): void {
    releaseHeights(root);
    render(template(), root);
  }

  /** The reader asked for other surgeries: that is a move of their own. */
  function onFind(find: string): void {
    shown = { ...shown, find };
    rearrange();
  }

  /** The reader asked for what changed: everything goes to its place, and the reader to what changed. */
  function onShow(): void {
    const { pending } = shown;
    shown = { ...shown, arrangement: arrangementOf(shown.view.board), pending: null };
    reader.release();
    rearrange();
    const target =
      (pending?.notice && root.querySelector<HTMLElement>('#notice-heading')) ||
      (pending?.incident && root.querySelector<HTMLElement>(`#incident-${pending.incident}`)) ||
      placeOf(pending?.slugs[0] ?? '');
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: 'start', behavior: 'instant' });
  }

  function placeOf(branch: string): HTMLElement | null {
    return root.querySelector<HTMLElement>(`[data-branch="${CSS.escape(branch)}"] a`) ?? root.querySelector('#summary');
  }

  function takeOver(): void {
    try {
      hydrate(template(), root);
    } catch {
      // Something between here and the server changed the page: what is true matters more than its nodes.
      root.replaceChildren();
      render(template(), root);
    }
    const typed = root.querySelector<HTMLInputElement>('#find')?.value;
    if (typed) onFind(typed);
  }

  takeOver();
  addEventListener('resize', () => releaseHeights(root), { passive: true });
  return {
    show(next) {
      const before = shown.view;
      wasLive ||= next.freshness === 'live';
      // Until the socket has spoken, or has been silent for long, the server's own words are the truest there are.
      const view: PageView = wasLive || isOld(next) ? next : { ...next, freshness: 'server' };
      const wanted = arrangementOf(view.board);
      const reading = reader.isReading();
      const pending = reading ? difference(shown.arrangement, wanted) : null;
      shown = { ...shown, view, pending, arrangement: pending ? shown.arrangement : wanted };
      if (reading) keepPlace(root, reader.pointer(), () => render(template(), root));
      else rearrange();
      speak(announce(before, view, slug));
      showFace(isOld(view) ? oldPageFace(view.board, slug) : pageFace(view.board, slug));
    },
  };
}

/** Writes the one text of a change into the polite live region that stands outside of what is rendered. */
function speak(text: string | null): void {
  if (text === null) return;
  const line = document.createElement('p');
  line.textContent = text;
  document.getElementById('announcer')?.replaceChildren(line);
}
