import { HOLDS } from './release-heights.ts';

/** Where a mouse pointer rests over the page, in viewport px; null when there is none. */
export interface PointerPlace {
  readonly x: number;
  readonly y: number;
}

/** Things that a reader's eye, finger or pointer can be on. */
const LANDINGS = '[data-hold], h1, h2, h3, h4, p, li, summary, dt, dd, input';

/** Subpixel layout rounds: smaller moves are none. */
const STILL_PX = 0.5;

function smallestAround(places: readonly Element[], y: number): Element | null {
  let best: Element | null = null;
  let height = Number.POSITIVE_INFINITY;
  for (const element of places) {
    const box = element.getBoundingClientRect();
    if (box.top <= y && y <= box.bottom && box.height > 0 && box.height < height) {
      best = element;
      height = box.height;
    }
  }
  return best;
}

/** What must not move: what is under the pointer, else what has the focus, else the first thing in view. */
function anchorIn(root: HTMLElement, pointer: PointerPlace | null): Element | null {
  const places = [...root.querySelectorAll(LANDINGS)];
  if (pointer) {
    const hit = document.elementFromPoint(pointer.x, pointer.y);
    if (hit && hit !== root && root.contains(hit) && !hit.closest('.change-bar')) {
      return hit.closest(LANDINGS) ?? smallestAround(places, pointer.y);
    }
  }
  const focused = document.activeElement;
  if (focused && root.contains(focused) && isInView(focused)) return focused;
  return places.find((element) => isInView(element) && element.getBoundingClientRect().top >= 0) ?? null;
}

function isInView(element: Element): boolean {
  const box = element.getBoundingClientRect();
  return box.height > 0 && box.bottom > 0 && box.top < innerHeight;
}

/**
 * Changes the page and leaves what the reader is at where it was: what shrinks keeps its height, what grows above is
 * scrolled away. Needs `overflow-anchor: none`, or the browser would correct the same move once more.
 */
export function keepPlace(root: HTMLElement, pointer: PointerPlace | null, change: () => void): void {
  const anchor = anchorIn(root, pointer);
  const top = anchor?.getBoundingClientRect().top ?? 0;
  const heights = [...root.querySelectorAll<HTMLElement>(HOLDS)].map((element) => ({
    element,
    height: element.getBoundingClientRect().height,
    key: element.parentElement,
    index: element.parentElement ? [...element.parentElement.children].indexOf(element) : 0,
  }));
  change();
  for (const { element, height, key, index } of heights) {
    // A template that was exchanged for another one left a new element in the same place.
    const now = element.isConnected ? element : key?.children[index];
    if (!(now instanceof HTMLElement) || !now.matches(HOLDS)) continue;
    if (now.getBoundingClientRect().height < height - STILL_PX) now.style.minHeight = `${height}px`;
  }
  if (!anchor?.isConnected) return;
  const moved = anchor.getBoundingClientRect().top - top;
  if (Math.abs(moved) > STILL_PX) scrollBy({ top: moved, behavior: 'instant' });
}
