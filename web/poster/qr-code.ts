import { html, type TemplateResult } from 'lit/html.js';
import { encode } from 'uqr';

/** Cells of quiet around the code, without which cameras do not find it. */
const BORDER = 4;

/** A text as a picture that phones read. Dark on white in every theme: few cameras read it the other way round. */
export function qrCode(text: string, label: string): TemplateResult {
  const { data, size } = encode(text, { ecc: 'M', border: BORDER });
  const cells = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')));
  return html`<svg class="qr-code" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges"><rect width=${size} height=${size} fill="#fff"></rect><path d=${cells.join('')} fill="#000"></path></svg>`;
}
