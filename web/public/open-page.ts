import { hydrate } from '@lit-labs/ssr-client';
import { render, type TemplateResult } from 'lit/html.js';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { Arrangement, Pending } from './arrangement.ts';
import type { Finder } from './finder.ts';
import type { ChangeBar, Later } from './later.ts';
import type { Reader } from './reader.ts';
import { isOld, type PageView } from './page-view.ts';
import { keepHeights, releaseHeights } from './release-heights.ts';

/** What the page shows, and what the reader did to it. */
export interface Shown {
  readonly view: PageView;
  /** It lags behind the board while somebody reads. */
  readonly arrangement: Arrangement;
  readonly pending: Pending | null;
  /** Typed into the search box, and what answers to it. */
  readonly find: string;
  readonly hits: readonly string[] | null;
  /** What the reader may ask of the page. */
  readonly onFind: (text: string) => void;
  readonly onLocate: (() => void) | null;
  readonly onShow: () => void;
  /** Draws the bar that waits; it is loaded before anything can wait. */
  readonly changeBar: ChangeBar | undefined;
  readonly finder: Finder | undefined;
}

/** One of the public pages: what stands where on it, and how it looks. */
export interface PageKind {
  /** The surgery whose page it is; null on `/`. */
  readonly slug: string | null;
  arrange(board: PublicBoard): Arrangement;
  template(shown: Shown): TemplateResult;
}

/** An open page. */
export interface OpenPage {
  /** What it needs to change under a reader has been loaded; undefined when that is not to be waited for any more. */
  equip(later: Later | undefined): void;
  /** Shows a newer view, tells of it once, and lets it move things only when nobody reads. */
  show(view: PageView): void;
}

/**
 * Takes over the nodes that the server rendered into `root` from exactly this view. Once it is equipped, nothing moves
 * under a reader: what would move waits behind a bar. There is no element class around it, because every change is
 * rendered between two measurements, at once, and old phones pay for each kilobyte.
 */
export function openPage(
  root: HTMLElement,
  first: PageView,
  kind: PageKind,
  { find, hits }: Pick<Shown, 'find' | 'hits'>,
): OpenPage {
  const arrangement = kind.arrange(first.board);
  let shown: Shown = {
    view: first,
    arrangement,
    pending: null,
    find,
    hits,
    onFind,
    onLocate: null,
    onShow,
    changeBar: undefined,
    finder: undefined,
  };
  let wasLive = false;
  let help: Later | undefined;
  let reader: Reader | undefined;
  let isWaiting = true;
  /** What came while the page could not yet change under a reader. */
  let held: PageView | null = null;

  function template(): TemplateResult {
    return kind.template(shown);
  }

  /** Renders without regard to where things were. */
  function rearrange(): void {
    releaseHeights(root);
    render(template(), root);
  }

  /** Before the page can look by itself everything stays, and the server finds what is asked for. */
  function hitsOf(text: string): readonly string[] | null {
    if (text.trim() === '') return null;
    return shown.finder?.find(shown.view.board, text) ?? shown.hits;
  }

  /** The reader asked for other surgeries: that is a move of their own. */
  function onFind(find: string): void {
    shown = { ...shown, find, hits: hitsOf(find) };
    rearrange();
  }

  /** The reader asked for what changed: everything goes to its place, and the reader to what changed. */
  function onShow(): void {
    const { pending } = shown;
    shown = { ...shown, arrangement: kind.arrange(shown.view.board), pending: null };
    reader?.release();
    rearrange();
    help?.goToChange(root, pending);
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
    if (typed && typed !== shown.find) onFind(typed);
  }

  takeOver();
  addEventListener('resize', () => releaseHeights(root), { passive: true });

  function show(next: PageView): void {
    held = isWaiting && next.board !== shown.view.board ? next : null;
    if (held) return;
    const before = shown.view;
    wasLive ||= next.freshness === 'live';
    // Until the socket has spoken, or has been silent for long, the server's own words are the truest there are.
    const view: PageView = wasLive || isOld(next) ? next : { ...next, freshness: 'server' };
    const wanted = kind.arrange(view.board);
    const reading = reader?.isReading() ? reader : null;
    const pending = (reading && help?.difference(shown.arrangement, wanted)) ?? null;
    shown = { ...shown, view, pending, arrangement: pending ? shown.arrangement : wanted };
    if (reading) help?.keepPlace(root, reading.pointer(), () => render(template(), root));
    else rearrange();
    help?.tell(before, view, kind.slug);
  }

  return {
    equip(later) {
      isWaiting = false;
      if (later && !help) {
        help = later;
        reader = later.watchReader(root, () => shown.find);
        const finder = later.createFinder(rearrange);
        shown = { ...shown, changeBar: later.changeBar, finder, onLocate: finder.locate };
        shown = { ...shown, hits: hitsOf(shown.find) };
        keepHeights(root, () => render(template(), root));
      }
      if (held) show(held);
    },
    show,
  };
}
