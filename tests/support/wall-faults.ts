import type { Page } from 'playwright-core';

/** Type sizes in px on a screen 1080 px high. */
const SMALLEST = 20;
const SMALLEST_NAME = 28;
const SMALLEST_NUMBER = 64;

/** What holds text that somebody typed, however long: it may end in dots. */
const TYPED =
  '.top__practice, .tile__word, .incident__title, .incident__more, .changes__line, .total--declared .total__label';

/**
 * What keeps a wallboard from being read from 5 m without touching it: a page that scrolls, something that does not fit
 * where it stands, type that is too small. Names and texts that somebody typed may end in dots.
 */
export function wallFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    ([smallest, name, number, typed]) => {
      const faults: string[] = [];
      const unit = Math.min(innerWidth / 1_920, innerHeight / 1_080);
      const { scrollWidth, scrollHeight } = document.documentElement;
      if (scrollWidth > innerWidth || scrollHeight > innerHeight)
        faults.push(`scrolls: ${scrollWidth} x ${scrollHeight}`);

      const label = (element: Element) => `${element.className}: ${element.textContent?.trim().slice(0, 40)}`;
      const shown = [...document.querySelectorAll<HTMLElement>('#staff-page *')].filter(
        (element) => !(element instanceof SVGElement) && !element.closest('.nhsuk-u-visually-hidden, svg'),
      );
      for (const element of shown) {
        const hasText = [...element.childNodes].some(({ nodeType, nodeValue }) => nodeType === 3 && nodeValue?.trim());
        const style = getComputedStyle(element);
        if (hasText) {
          const least = element.matches('.tile__in') ? number : element.closest('.tile__name') ? name : smallest;
          const size = Number.parseFloat(style.fontSize) / unit;
          if (size < least - 0.01) faults.push(`${size.toFixed(1)} px, ${label(element)}`);
        }
        if (style.display === 'inline' || element.matches(typed)) continue;
        const isWide = element.scrollWidth > element.clientWidth + 1;
        const isHigh = style.overflow === 'hidden' && element.scrollHeight > element.clientHeight + 1;
        if (isWide || isHigh)
          faults.push(
            `does not fit by ${element.scrollWidth - element.clientWidth} x ${element.scrollHeight - element.clientHeight}, ${label(element)}`,
          );
      }
      for (const tile of document.querySelectorAll('.tile')) {
        const { bottom, right } = tile.getBoundingClientRect();
        for (const part of tile.querySelectorAll('p, ul, span, h3')) {
          if (part.closest('.nhsuk-u-visually-hidden')) continue;
          const box = part.getBoundingClientRect();
          if (box.bottom > bottom + 1 || box.right > right + 1) faults.push(`out of its tile, ${label(part)}`);
        }
      }
      return faults;
    },
    [SMALLEST, SMALLEST_NAME, SMALLEST_NUMBER, TYPED] as const,
  );
}
