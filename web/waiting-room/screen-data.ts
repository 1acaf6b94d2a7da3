import type { PublicBoard } from '../../shared/wire/public-board.ts';

/** Id of the element that the script takes over. */
export const SCREEN_ROOT_ID = 'screen';

/** What the server rendered a screen from, and what its script goes on with. */
export interface ScreenData {
  readonly board: PublicBoard;
  /** The server's clock when it rendered, ms. */
  readonly now: number;
  readonly checkedAt: number;
  readonly slug: string;
  /** Short address of the surgery's page. */
  readonly address: string;
  /** Operations let it in, and may point it elsewhere. */
  readonly isPaired: boolean;
  /** Of the files that this page loads. */
  readonly build: string;
}
