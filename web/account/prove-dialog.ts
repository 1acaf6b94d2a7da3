import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Account } from '../../shared/wire/account.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { ACCOUNT_PAGE } from '../../shared/words/account.ts';
import { PROVE } from '../../shared/words/prove.ts';
import { type SendEnvironment, type SendResult, send } from '../staff/send.ts';

/** Asks in a dialog for a proof that it is still oneself; false when it was left without one. */
export function proved(environment: SendEnvironment, ways: Account['ways']): Promise<boolean> {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', 'prove-title');
  const form = document.createElement('prove-form');
  form.className = 'dialog__form';
  Object.assign(form, { environment, ways, onEnd: (isProved: boolean) => dialog.close(isProved ? 'proved' : '') });
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'proved');
    });
  });
}

/** What the dialog holds: the password, with a code where there is an app. */
export class ProveForm extends LitElement {
  static override properties = {
    environment: { attribute: false },
    ways: { attribute: false },
    onEnd: { attribute: false },
    fault: { state: true },
    busy: { state: true },
  };
  declare environment: SendEnvironment;
  declare ways: Account['ways'];
  declare onEnd: (isProved: boolean) => void;
  declare private fault: string | null;
  declare private busy: boolean;

  constructor() {
    super();
    this.fault = null;
    this.busy = false;
  }

  override createRenderRoot() {
    return this;
  }

  private async byPassword(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    const typed = new FormData(event.target as HTMLFormElement);
    const password = String(typed.get('password') ?? '');
    const code = String(typed.get('code') ?? '').trim();
    if (password === '') return this.fail(PROVE.passwordMissing);
    this.busy = true;
    const body = { password, ...(code !== '' && { code }) };
    return this.end(await send(this.environment, { path: PATHS.proof, body, tries: 1 }));
  }

  private end(result: SendResult): void {
    if (result.kind === 'ok') return this.onEnd(true);
    return this.fail(result.kind === 'refused' ? result.problem.detail : ACCOUNT_PAGE.unreachable);
  }

  private fail(words: string): void {
    this.busy = false;
    this.fault = words;
  }

  private renderPassword(): TemplateResult {
    const { app } = this.ways;
    const code = html`<div class="field">
      <label class="field__label" for="prove-code">${PROVE.code}</label>
      <input class="field__input" id="prove-code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false">
    </div>`;
    return html`<form class="dialog__form" novalidate @submit=${(event: SubmitEvent) => void this.byPassword(event)}>
      <div class="field">
        <label class="field__label" for="prove-password">${PROVE.password}</label>
        <input class="field__input" id="prove-password" name="password" type="password" autocomplete="current-password">
      </div>
      ${app ? code : nothing}
      <div class="dialog__buttons">
        <button class="nhsuk-button" type="submit" aria-disabled=${this.busy ? 'true' : nothing}>${PROVE.go}</button>
        ${this.renderCancel()}
      </div>
    </form>`;
  }

  private renderCancel(): TemplateResult {
    return html`<button class="nhsuk-button nhsuk-button--secondary" type="button" @click=${() => this.onEnd(false)}>${PROVE.cancel}</button>`;
  }

  override render() {
    const { ways, fault } = this;
    return html`<h2 class="dialog__title" id="prove-title">${PROVE.title}</h2>
      <p>${ways.password ? PROVE.why : PROVE.noWay}</p>
      ${fault === null ? nothing : html`<p class="no-board no-board--fault" role="alert">${fault}</p>`}
      ${ways.password ? this.renderPassword() : html`<div class="dialog__buttons">${this.renderCancel()}</div>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'prove-form': ProveForm;
  }
}
