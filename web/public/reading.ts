/** After so long without a touch, a page at its top counts as put down. */
export const PUT_DOWN_MS = 120_000;

/** What the page can see of its reader. */
export interface ReadingSigns {
  /** How far the page is scrolled, px. */
  readonly scrollY: number;
  /** ms since the last tap, key or typing; null when there was none. */
  readonly sinceTouch: number | null;
  /** The pointer rests on something that can be clicked. */
  readonly pointerOnControl: boolean;
  /** A control of the page has the focus. */
  readonly focusInside: boolean;
  /** Something is typed into the search box. */
  readonly searching: boolean;
}

/** Would the reader be disturbed if something moved. */
export function isReading(signs: ReadingSigns): boolean {
  if (signs.scrollY > 0 || signs.pointerOnControl || signs.focusInside || signs.searching) return true;
  return signs.sinceTouch !== null && signs.sinceTouch < PUT_DOWN_MS;
}
