import { LitElement } from 'lit';
import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import { PATHS } from '../../../shared/wire/paths.ts';
import type { Invitation } from '../../../shared/wire/people.ts';
import { SHEET, sheetWorksUntil } from '../../../shared/words/staff-invitations.ts';
import { ROLE_NAMES } from '../../../shared/words/staff-people.ts';
import { qrCode } from '../../poster/qr-code.ts';
import { keepPaper } from '../../parts/paper.ts';

/** Who is invited by whom, as the sheet says it. */
export interface SheetWords {
  readonly practice: string;
  readonly branches: string;
  readonly zone: string;
}

function sheet({ person, setUp, expiresAt }: Invitation, words: SheetWords): TemplateResult | typeof nothing {
  if (setUp === null || setUp.code === null) return nothing;
  const { host } = new URL(setUp.url);
  const role = person.role === 'lead' ? `${ROLE_NAMES.lead}: ${words.branches}` : ROLE_NAMES[person.role];
  return html`<h1 class="sheet__title">${SHEET.title}</h1>
    <p class="sheet__practice">${words.practice}</p>
    <dl class="sheet__who">
      <dt>${SHEET.name}</dt><dd>${person.name}</dd>
      <dt>${SHEET.email}</dt><dd>${person.email}</dd>
      <dt>${SHEET.role}</dt><dd>${role}</dd>
    </dl>
    <h2 class="sheet__heading">${SHEET.stepsTitle}</h2>
    <ol class="sheet__steps">
      <li>${SHEET.scan}
        <div class="sheet__qr">${qrCode(setUp.url, SHEET.qr)}</div>
        ${SHEET.orType}
        <p class="sheet__address">${host}${PATHS.setUpPage}</p>
        <p class="sheet__code">${setUp.code}</p>
      </li>
      <li>${SHEET.choose}</li>
      <li>${SHEET.signIn} <span class="sheet__address">${host}${PATHS.signInPage}</span></li>
    </ol>
    <p class="sheet__until">${sheetWorksUntil(Date.parse(expiresAt), words.zone)}</p>
    <p>${SHEET.keep}</p>
    <p>${SHEET.lost}</p>`;
}

/** A sheet of paper for whoever is invited. */
export class PrintedSheet extends LitElement {
  static override properties = { invitation: { attribute: false }, words: { attribute: false } };
  declare invitation: Invitation;
  declare words: SheetWords;
  readonly #paper = keepPaper(this);

  override createRenderRoot() {
    return this;
  }

  override render() {
    render(sheet(this.invitation, this.words), this.#paper);
    return nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'printed-sheet': PrintedSheet;
  }
}
