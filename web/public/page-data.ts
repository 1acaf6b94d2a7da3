import type { PublicBoard } from '../../shared/wire/public-board.ts';

/** Id of the element that the browser takes over. */
export const PAGE_ROOT_ID = 'status-page';

/** Id of the script element that carries the data the server rendered the page from. */
export const PAGE_DATA_ID = 'page-data';

/** Id of what stands over a copy that is served while the server is gone. */
export const SAVED_COPY_ID = 'saved-copy';

/** Id of what a device writes over a page that it kept. */
export const KEPT_PAGE_ID = 'kept-page';

/** What the server rendered a page from: the browser takes the page over with exactly this. */
export interface PageData {
  readonly board: PublicBoard;
  /** The server's clock when it rendered, ms. */
  readonly now: number;
  readonly checkedAt: number;
  /** The surgery whose page this is; null on `/`. */
  readonly slug: string | null;
  /** The part of the board that it is; null when it is all of it. */
  readonly part: string | null;
  /** The language of the page, when it is not English; and what its links carry. */
  readonly lang?: string;
  readonly query?: string;
  /** What the server was asked to find, and what it found. */
  readonly asked?: { readonly find: string; readonly hits: readonly string[] | null };
}
