import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Account } from '../../shared/wire/account.ts';
import type { AppAdded, AppOffer } from '../../shared/wire/codes.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { APP_SECTION } from '../../shared/words/account-codes.ts';
import { ACCOUNT_PAGE } from '../../shared/words/account.ts';
import { capitalise } from '../../shared/words/lists.ts';
import { announce } from '../parts/announce.ts';
import { confirmed } from '../parts/confirm.ts';
import { qrCode } from '../poster/qr-code.ts';
import type { StaffEnvironment } from '../staff/environment.ts';
import type { SendResult } from '../staff/send.ts';
import type { AccountSection } from './account-section.ts';
import { sendProved } from '../parts/send-proved.ts';

/** The authenticator app of an account: none, one that is being added, or one. */
export class AppSection extends LitElement implements AccountSection {
  static override properties = {
    account: { attribute: false },
    environment: { attribute: false },
    onChanged: { attribute: false },
    onCodes: { attribute: false },
    offer: { state: true },
    fault: { state: true },
    said: { state: true },
    busy: { state: true },
  };
  declare account: Account;
  declare environment: StaffEnvironment;
  declare onChanged: () => Promise<void>;
  /** Recovery codes came with it. */
  declare onCodes: (codes: readonly string[]) => void;
  /** Of an app that is being added. */
  declare private offer: AppOffer | null;
  declare private fault: string | null;
  declare private said: string | null;
  declare private busy: boolean;

  constructor() {
    super();
    this.offer = null;
    this.fault = null;
    this.said = null;
    this.busy = false;
  }

  override createRenderRoot() {
    return this;
  }

  private readonly begin = async (): Promise<void> => {
    if (this.busy) return;
    this.busy = true;
    announce(APP_SECTION.adding);
    const result = await sendProved(this.environment, { path: PATHS.ownApp, body: {} });
    this.busy = false;
    this.said = null;
    this.fault = faultOf(result);
    if (result.kind !== 'ok') return;
    this.offer = result.body as AppOffer;
    await this.goTo('#app-heading');
  };

  private async confirm(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    const code = this.querySelector<HTMLInputElement>('#app-code')?.value.trim() ?? '';
    if (code === '') return this.failAtCode(APP_SECTION.codeMissing);
    this.busy = true;
    announce(APP_SECTION.confirming);
    const change = { method: 'PUT', path: PATHS.ownApp, body: { code }, tries: 1 } as const;
    const result = await sendProved(this.environment, change);
    this.busy = false;
    if (result.kind !== 'ok') return this.failAtCode(faultOf(result) ?? ACCOUNT_PAGE.unreachable);
    const { recoveryCodes } = result.body as AppAdded;
    this.offer = null;
    if (recoveryCodes) this.onCodes(recoveryCodes);
    return this.tell(APP_SECTION.added);
  }

  private readonly takeAway = async (): Promise<void> => {
    const { removeTitle: title, removeLines: lines, remove: action } = APP_SECTION;
    if (!(await confirmed({ title, lines, action, warns: true }))) return;
    const result = await sendProved(this.environment, { method: 'DELETE', path: PATHS.ownApp });
    this.fault = faultOf(result);
    if (result.kind === 'ok') await this.tell(APP_SECTION.removed);
  };

  private readonly cancel = (): void => {
    this.offer = null;
    this.fault = null;
    void this.goTo('#app-heading');
  };

  private async failAtCode(words: string): Promise<void> {
    this.fault = words;
    await this.goTo('#app-code');
  }

  private async tell(words: string): Promise<void> {
    this.fault = null;
    this.said = words;
    announce(words);
    await this.onChanged();
    await this.goTo('#app-heading');
  }

  private async goTo(place: string): Promise<void> {
    await this.updateComplete;
    this.querySelector<HTMLElement>(place)?.focus();
  }

  private renderOffer({ secret, uri }: AppOffer): TemplateResult {
    const { fault, busy } = this;
    return html`<p>${APP_SECTION.scan}</p>
      <div class="app__qr">${qrCode(uri, APP_SECTION.qr)}</div>
      <p><a class="link-line" href=${uri}>${APP_SECTION.open}</a></p>
      <p>${APP_SECTION.type}</p>
      <p class="app__secret">${(secret.match(/.{1,4}/g) ?? []).join(' ')}</p>
      <form class="account__form" novalidate @submit=${this.confirm}>
        <div class="field">
          <label class="field__label" for="app-code">${APP_SECTION.code}</label>
          <p class="field__hint" id="app-code-hint">${APP_SECTION.codeHint}</p>
          ${fault === null ? nothing : html`<p class="field__fault" id="app-code-fault" role="alert">${fault}</p>`}
          <input class="field__input" id="app-code" inputmode="numeric" autocomplete="one-time-code" spellcheck="false"
            aria-describedby=${fault === null ? 'app-code-hint' : 'app-code-hint app-code-fault'} aria-invalid=${fault === null ? nothing : 'true'}>
        </div>
        <div class="account__buttons">
          <button class="nhsuk-button nhsuk-button--small" type="submit" aria-disabled=${busy ? 'true' : nothing}>${busy ? APP_SECTION.confirming : APP_SECTION.confirm}</button>
          <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" @click=${this.cancel}>${APP_SECTION.cancel}</button>
        </div>
      </form>`;
  }

  private renderButton(label: string, press: () => Promise<void>): TemplateResult {
    return html`<button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" aria-disabled=${this.busy ? 'true' : nothing} @click=${press}>${label}</button>`;
  }

  private renderApp(): TemplateResult {
    const { fault } = this;
    const { app } = this.account.ways;
    return html`<p>${app ? APP_SECTION.have : APP_SECTION.why}</p>
      ${fault === null ? nothing : html`<p class="no-board no-board--fault" role="alert">${fault}</p>`}
      ${app ? this.renderButton(APP_SECTION.remove, this.takeAway) : this.renderButton(this.busy ? APP_SECTION.adding : APP_SECTION.add, this.begin)}`;
  }

  override render() {
    const { offer, said } = this;
    // It is a second step after a password, and nothing without one.
    if (!this.account.ways.password && !this.account.ways.app) return nothing;
    return html`<h2 id="app-heading" tabindex="-1">${APP_SECTION.title}</h2>
      ${said === null ? nothing : html`<p class="account__said">${said}</p>`}
      ${offer ? this.renderOffer(offer) : this.renderApp()}`;
  }
}

function faultOf(result: SendResult): string | null {
  if (result.kind === 'ok') return null;
  if (result.kind === 'unreachable') return ACCOUNT_PAGE.unreachable;
  const { faults, detail } = result.problem;
  return faults[0] ? capitalise(faults[0].message) : detail;
}

declare global {
  interface HTMLElementTagNameMap {
    'app-section': AppSection;
  }
}
