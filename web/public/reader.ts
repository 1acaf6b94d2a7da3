import type { PointerPlace } from './keep-place.ts';
import { isReading } from './reading.ts';

const CONTROLS = 'a, button, input, summary';

/** Watches what the reader of a page does, so that nothing moves under them. */
export interface Reader {
  isReading(): boolean;
  pointer(): PointerPlace | null;
  /** The reader asked for what changed: everything may move once. */
  release(): void;
}

export function watchReader(root: HTMLElement, search: () => string): Reader {
  const options = { passive: true, capture: true };
  let touchedAt: number | null = null;
  let pointer: PointerPlace | null = null;

  const touched = (): void => {
    touchedAt = performance.now();
  };
  for (const type of ['pointerdown', 'keydown', 'input', 'wheel']) addEventListener(type, touched, options);
  addEventListener(
    'pointermove',
    (event) => {
      // A finger leaves no pointer behind.
      pointer = event.pointerType === 'touch' ? null : { x: event.clientX, y: event.clientY };
    },
    options,
  );
  document.documentElement.addEventListener('pointerleave', () => {
    pointer = null;
  });

  function pointerOnControl(): boolean {
    if (!pointer) return false;
    const hit = document.elementFromPoint(pointer.x, pointer.y);
    return hit !== null && root.contains(hit) && hit.closest(CONTROLS) !== null;
  }

  return {
    isReading: () =>
      isReading({
        scrollY,
        sinceTouch: touchedAt === null ? null : performance.now() - touchedAt,
        pointerOnControl: pointerOnControl(),
        focusInside: document.activeElement !== root && root.contains(document.activeElement),
        searching: search() !== '',
      }),
    pointer: () => pointer,
    release() {
      touchedAt = null;
    },
  };
}
