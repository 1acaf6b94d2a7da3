import type { MarkName } from '../../shared/words/page.ts';

type Content = Node | string;

/** An HTML element; what it holds is text or other elements, never markup. */
export function element<N extends keyof HTMLElementTagNameMap>(
  name: N,
  attributes: Readonly<Record<string, string>>,
  ...content: readonly Content[]
): HTMLElementTagNameMap[N] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

type Shape = readonly (readonly [name: string, attributes: Readonly<Record<string, string>>])[];

/** The shapes of the marks on every face of the board. */
const SHAPES: { readonly [M in MarkName]: Shape } = {
  normal: [['circle', { cx: '12', cy: '12', r: '9' }]],
  limited: [['path', { d: 'M12 1.5 22.5 12 12 22.5 1.5 12Z' }]],
  degraded: [['rect', { x: '3', y: '3', width: '18', height: '18' }]],
  closed: [['circle', { cx: '12', cy: '12', r: '8' }]],
  unknown: [
    ['circle', { cx: '12', cy: '12', r: '9.5' }],
    ['path', { d: 'M9 9.6a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1-1.4 2.1M12 17.3v.3' }],
  ],
};

function svgElement(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** A mark. The word that says the same stands beside it. */
export function markElement(mark: MarkName): SVGElement {
  const svg = svgElement('svg', { class: `mark mark--${mark}`, viewBox: '0 0 24 24', 'aria-hidden': 'true' });
  svg.append(...SHAPES[mark].map(([name, attributes]) => svgElement(name, attributes)));
  return svg;
}
