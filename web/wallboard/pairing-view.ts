import { html, type TemplateResult } from 'lit/html.js';
import { codeHolds, PAIRING, spelledCode } from '../../shared/words/pairing.ts';
import { WALLBOARD_PAIRING } from '../../shared/words/staff-wallboard.ts';
import type { PairingState } from '../waiting-room/pairing.ts';

function body(state: PairingState): TemplateResult {
  switch (state.kind) {
    case 'asking':
      return html`<p class="cover__line">${PAIRING.asking}</p>`;
    case 'unreachable':
      return html`<p class="cover__line">${PAIRING.unreachable}</p>`;
    case 'code':
      return html`<p class="cover__line">${PAIRING.where}</p>
        <p class="cover__code"><span aria-hidden="true">${state.code}</span><span class="nhsuk-u-visually-hidden">${PAIRING.code} ${spelledCode(state.code)}</span></p>
        <p class="cover__line cover__line--small">${codeHolds(state.holdsMs)}</p>
        <p class="cover__line cover__line--small">${WALLBOARD_PAIRING.how}</p>`;
  }
}

/** A screen that is not let in: a code for somebody who is, and never a place to type a password. */
export function pairingView(practice: string, state: PairingState): TemplateResult {
  return html`<main class="cover cover--pairing" id="main" tabindex="0">
    <p class="cover__practice">${practice}</p>
    <h1 class="cover__heading">${WALLBOARD_PAIRING.heading}</h1>
    ${body(state)}
  </main>`;
}
