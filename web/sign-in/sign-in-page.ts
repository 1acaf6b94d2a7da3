import { html, LitElement, nothing } from 'lit';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Session } from '../../shared/wire/session.ts';
import { PASSKEY_PAGE } from '../../shared/words/passkey-page.ts';
import { SET_UP_CODE } from '../../shared/words/set-up-code.ts';
import { SIGN_IN_PAGE } from '../../shared/words/sign-in-page.ts';
import { announce } from '../parts/announce.ts';
import { staffEnvironment } from '../staff/environment.ts';
import { practiceOf } from '../staff/open-face.ts';
import { canUsePasskeys } from '../staff/passkey.ts';
import { send } from '../staff/send.ts';
import { staffHeader } from '../parts/staff-header.ts';
import { passwordField, textField } from './fields.ts';
import { faultsOfAnswer, faultsOfSignIn, type FormFaults, hasFaults, NO_FAULTS } from './form-faults.ts';
import { goToFaults, hidePasswords, placeFor, summaryOf, typedIn } from './send-form.ts';

const FIELDS = ['email', 'password'];

/** Where staff sign in. */
export class SignInPage extends LitElement {
  static override properties = { faults: { state: true }, sending: { state: true } };
  declare private faults: FormFaults;
  declare private sending: boolean;
  private readonly environment = staffEnvironment();

  constructor() {
    super();
    this.faults = NO_FAULTS;
    this.sending = false;
  }

  override createRenderRoot() {
    return this;
  }

  private readonly onPasskeyFault = (detail: string | null): void => {
    this.faults = { fields: {}, detail };
    if (detail !== null) void goToFaults(this);
  };

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.sending) return;
    const form = event.target as HTMLFormElement;
    hidePasswords(form);
    const body = typedIn(form);
    this.faults = faultsOfSignIn(body);
    if (hasFaults(this.faults)) return goToFaults(this);
    this.sending = true;
    announce(SIGN_IN_PAGE.submitting);
    const result = await send(this.environment, { path: PATHS.session, body, tries: 2 });
    if (result.kind === 'ok') return this.environment.goTo(placeFor(result.body as Session));
    this.sending = false;
    this.faults = faultsOfAnswer(result, FIELDS, SIGN_IN_PAGE.unreachable);
    return goToFaults(this);
  }

  override render() {
    const { faults, sending } = this;
    const head = { face: 'sign-in', practice: practiceOf(document), session: null, onSignOut() {} } as const;
    return html`${staffHeader(head)}
      <main class="face__main account" id="main" tabindex="-1">
        ${hasFaults(faults) ? summaryOf(faults) : nothing}
        <h1>${SIGN_IN_PAGE.title}</h1>
        <sign-in-passkey class="account__way" .environment=${this.environment} .onFault=${this.onPasskeyFault}></sign-in-passkey>
        <provider-sign-in></provider-sign-in>
        ${canUsePasskeys() ? html`<h2 class="account__or">${PASSKEY_PAGE.or}</h2>` : nothing}
        <form class="account__form" novalidate @submit=${this.submit}>
          ${textField({ id: 'email', label: SIGN_IN_PAGE.email, type: 'email', autocomplete: 'username webauthn', fault: faults.fields.email ?? null })}
          ${passwordField({ id: 'password', label: SIGN_IN_PAGE.password, autocomplete: 'current-password', fault: faults.fields.password ?? null })}
          <button class=${canUsePasskeys() ? 'nhsuk-button nhsuk-button--secondary' : 'nhsuk-button'} type="submit" aria-disabled=${sending ? 'true' : nothing}>${sending ? SIGN_IN_PAGE.submitting : SIGN_IN_PAGE.submit}</button>
        </form>
        <p class="account__help">${SIGN_IN_PAGE.forgotten}</p>
        <p><a class="link-line" href=${PATHS.setUpPage}>${SET_UP_CODE.fromSheet}</a></p>
      </main>`;
  }
}
