import { html, LitElement, nothing } from 'lit';
import { KEY_HELP, KEYS } from '../../../shared/words/staff-operations-keys.ts';
import { areKeysOn, keepKeys } from './kept-keys.ts';
import { rememberFocus } from './return-focus.ts';

/** `?`: the keys of the page, and the switch that turns its letters off. */
export class KeysDialog extends LitElement {
  static override properties = { isOpen: { state: true }, areOn: { state: true } };

  declare isOpen: boolean;
  declare areOn: boolean;
  #giveFocusBack: () => void = () => {};

  constructor() {
    super();
    this.isOpen = false;
    this.areOn = areKeysOn();
  }

  override createRenderRoot() {
    return this;
  }

  open(): void {
    this.#giveFocusBack = rememberFocus();
    this.isOpen = true;
    void this.updateComplete.then(() => this.querySelector('dialog')?.showModal());
  }

  #switch(on: boolean): void {
    this.areOn = on;
    keepKeys(on);
  }

  #onClose(): void {
    this.isOpen = false;
    this.#giveFocusBack();
  }

  override render() {
    if (!this.isOpen) return nothing;
    return html`<dialog class="dialog" aria-labelledby="keys-title" @close=${() => this.#onClose()}>
      <form method="dialog" class="dialog__form">
        <h2 class="dialog__title" id="keys-title">${KEYS.title}</h2>
        <table class="keys">
          <thead><tr><th scope="col">${KEYS.key}</th><th scope="col">${KEYS.does}</th></tr></thead>
          <tbody>${KEY_HELP.map(({ keys, does }) => html`<tr><td>${keys.map((key) => html`<kbd>${key}</kbd> `)}</td><td>${does}</td></tr>`)}</tbody>
        </table>
        <label class="keys__switch"><input type="checkbox" .checked=${this.areOn} @change=${(event: Event) => this.#switch((event.currentTarget as HTMLInputElement).checked)}> ${KEYS.switch}</label>
        <p>${KEYS.switchMore}</p>
        <div class="dialog__buttons"><button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small">${KEYS.close}</button></div>
      </form>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'keys-dialog': KeysDialog;
  }
}
