import { html, LitElement, render, type TemplateResult } from 'lit';
import { RECOVERY_SECTION, recoveryFile } from '../../shared/words/account-codes.ts';
import { practiceOf } from '../staff/open-face.ts';
import { keepPaper } from '../parts/paper.ts';

/** Recovery codes that were just made, which are shown this once: to be printed or saved. */
export class RecoveryCard extends LitElement {
  static override properties = { codes: { attribute: false }, email: {}, onDone: { attribute: false } };
  declare codes: readonly string[];
  declare email: string;
  declare onDone: () => void;
  readonly #paper = keepPaper(this);

  override createRenderRoot() {
    return this;
  }

  private readonly save = (): void => {
    const text = recoveryFile(practiceOf(document), this.email, this.codes);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    link.download = RECOVERY_SECTION.fileName;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  private renderCodes(): TemplateResult {
    return html`<ul class="recovery__codes" role="list" aria-label=${RECOVERY_SECTION.list}>${this.codes.map((code) => html`<li>${code}</li>`)}</ul>`;
  }

  override render() {
    const look = 'nhsuk-button nhsuk-button--secondary nhsuk-button--small';
    const paper = html`<h1 class="sheet__title">${RECOVERY_SECTION.sheetTitle}</h1>
      <p class="sheet__practice">${practiceOf(document)}</p>
      <p>${this.email}</p>
      <p>${RECOVERY_SECTION.sheetWhy}</p>
      ${this.renderCodes()}`;
    render(paper, this.#paper);
    return html`<p><strong>${RECOVERY_SECTION.once}</strong></p>
      ${this.renderCodes()}
      <div class="account__buttons">
        <button class=${look} type="button" @click=${() => print()}>${RECOVERY_SECTION.print}</button>
        <button class=${look} type="button" @click=${this.save}>${RECOVERY_SECTION.save}</button>
        <button class="nhsuk-button nhsuk-button--small" type="button" @click=${this.onDone}>${RECOVERY_SECTION.done}</button>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'recovery-card': RecoveryCard;
  }
}
