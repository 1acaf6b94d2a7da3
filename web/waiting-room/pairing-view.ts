import { html, type TemplateResult } from 'lit/html.js';
import { codeHolds, PAIRING, spelledCode } from '../../shared/words/pairing.ts';
import { SCREEN } from '../../shared/words/screen.ts';
import type { PairingState } from './pairing.ts';

/** Id of the element that the script shows a code in. */
export const PAIRING_ROOT_ID = 'pairing';

function body(state: PairingState): TemplateResult {
  switch (state.kind) {
    case 'asking':
      return html`<p>${PAIRING.asking}</p>`;
    case 'unreachable':
      return html`<p>${PAIRING.unreachable}</p>`;
    case 'code':
      return html`<p>${PAIRING.where}</p>
        <p class="pairing__code"><span aria-hidden="true">${state.code}</span><span class="nhsuk-u-visually-hidden">${PAIRING.code} ${spelledCode(state.code)}</span></p>
        <p class="pairing__more">${codeHolds(state.holdsMs)}</p>
        <p class="pairing__more">${SCREEN.pairHow}</p>`;
  }
}

/** A screen that is not let in: a code for somebody who may, and never a place to type a password. */
export function pairingView(practice: string, state: PairingState): TemplateResult {
  return html`<main class="pairing">
    <p class="pairing__practice">${practice}</p>
    <h1 class="pairing__heading">${SCREEN.pairHeading}</h1>
    ${body(state)}
  </main>`;
}
