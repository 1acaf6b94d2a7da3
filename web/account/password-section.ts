import { html, LitElement, nothing } from 'lit';
import { isLongEnough } from '../../shared/people/account.ts';
import type { Account } from '../../shared/wire/account.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { PASSWORD_SECTION } from '../../shared/words/account-codes.ts';
import { ACCOUNT_PAGE } from '../../shared/words/account.ts';
import { capitalise } from '../../shared/words/lists.ts';
import { announce } from '../parts/announce.ts';
import type { StaffEnvironment } from '../staff/environment.ts';
import type { AccountSection } from './account-section.ts';
import { sendProved } from '../parts/send-proved.ts';

/** A new password, in the place of the one before or as the first. */
export class PasswordSection extends LitElement implements AccountSection {
  static override properties = {
    account: { attribute: false },
    environment: { attribute: false },
    onChanged: { attribute: false },
    fault: { state: true },
    said: { state: true },
    busy: { state: true },
  };
  declare account: Account;
  declare environment: StaffEnvironment;
  declare onChanged: () => Promise<void>;
  declare private fault: string | null;
  declare private said: string | null;
  declare private busy: boolean;

  constructor() {
    super();
    this.fault = null;
    this.said = null;
    this.busy = false;
  }

  override createRenderRoot() {
    return this;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    const form = event.target as HTMLFormElement;
    const password = this.querySelector<HTMLInputElement>('#new-password')?.value ?? '';
    this.said = null;
    if (!isLongEnough(password)) return this.fail(PASSWORD_SECTION.short);
    this.busy = true;
    announce(PASSWORD_SECTION.saving);
    const change = { method: 'PUT', path: PATHS.ownPassword, body: { password } } as const;
    const result = await sendProved(this.environment, change);
    this.busy = false;
    if (result.kind === 'unreachable') return this.fail(ACCOUNT_PAGE.unreachable);
    if (result.kind === 'refused') {
      const { faults, detail } = result.problem;
      return this.fail(faults[0] ? capitalise(faults[0].message) : detail);
    }
    form.reset();
    this.fault = null;
    this.said = PASSWORD_SECTION.changed;
    announce(PASSWORD_SECTION.changed);
    await this.onChanged();
  }

  private async fail(words: string): Promise<void> {
    this.fault = words;
    await this.updateComplete;
    this.querySelector<HTMLElement>('#new-password')?.focus();
  }

  override render() {
    const { fault, said, busy, account } = this;
    const { password } = account.ways;
    const action = password ? PASSWORD_SECTION.change : PASSWORD_SECTION.choose;
    return html`<h2>${PASSWORD_SECTION.title}</h2>
      ${password ? nothing : html`<p>${PASSWORD_SECTION.none}</p>`}
      ${said === null ? nothing : html`<p class="account__said">${said}</p>`}
      <form class="account__form" novalidate @submit=${this.submit}>
        <input type="text" name="email" autocomplete="username" .value=${account.email} readonly hidden>
        <div class="field">
          <label class="field__label" for="new-password">${PASSWORD_SECTION.label}</label>
          <p class="field__hint" id="new-password-hint">${PASSWORD_SECTION.hint}</p>
          ${fault === null ? nothing : html`<p class="field__fault" id="new-password-fault" role="alert">${fault}</p>`}
          <input class="field__input" id="new-password" name="password" type="password" autocomplete="new-password"
            aria-describedby=${fault === null ? 'new-password-hint' : 'new-password-hint new-password-fault'} aria-invalid=${fault === null ? nothing : 'true'}>
        </div>
        <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="submit" aria-disabled=${busy ? 'true' : nothing}>${busy ? PASSWORD_SECTION.saving : action}</button>
      </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'password-section': PasswordSection;
  }
}
