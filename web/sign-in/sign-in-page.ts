import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { MailCodeAnswer, NextStep } from '../../shared/wire/codes.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Session, SignInWays } from '../../shared/wire/session.ts';
import { CODE_PAGE } from '../../shared/words/code-page.ts';
import { PASSKEY_PAGE } from '../../shared/words/passkey-page.ts';
import { SET_UP_CODE } from '../../shared/words/set-up-code.ts';
import { SIGN_IN_PAGE } from '../../shared/words/sign-in-page.ts';
import { announce } from '../parts/announce.ts';
import { staffEnvironment } from '../staff/environment.ts';
import { practiceOf } from '../staff/open-face.ts';
import { canUsePasskeys } from '../staff/passkey.ts';
import { send } from '../staff/send.ts';
import { staffHeader } from '../parts/staff-header.ts';
import type { AwaitedCode } from './code-step.ts';
import { passwordField, textField } from './fields.ts';
import {
  faultsOfAnswer,
  faultsOfMailCode,
  faultsOfSignIn,
  type FormFaults,
  hasFaults,
  NO_FAULTS,
} from './form-faults.ts';
import { goToFaults, hidePasswords, placeFor, summaryOf, typedIn } from './send-form.ts';

const FIELDS = ['email', 'password'];

/** Where staff sign in. */
export class SignInPage extends LitElement {
  static override properties = {
    faults: { state: true },
    sending: { state: true },
    awaited: { state: true },
    mails: { state: true },
  };
  declare private faults: FormFaults;
  declare private sending: boolean;
  /** The password was right, or a code was mailed without one; null: neither yet. */
  declare private awaited: AwaitedCode | null;
  /** Whether this server mails codes. */
  declare private mails: boolean;
  private readonly environment = staffEnvironment();

  constructor() {
    super();
    this.faults = NO_FAULTS;
    this.sending = false;
    this.awaited = null;
    this.mails = false;
  }

  override createRenderRoot() {
    return this;
  }

  private readonly learnWays = ({ mail }: SignInWays): void => {
    this.mails = mail;
  };

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
    this.sending = false;
    if (result.kind !== 'ok') return this.fail(faultsOfAnswer(result, FIELDS, SIGN_IN_PAGE.unreachable));
    const entered = result.body as Session | NextStep;
    if ('next' in entered) this.awaited = entered;
    else this.environment.goTo(placeFor(entered));
  }

  /** A code by mail, in the place of a password. */
  private async mailCode(event: Event): Promise<void> {
    if (this.sending) return;
    const { email = '' } = typedIn((event.target as HTMLElement).closest('form') as HTMLFormElement);
    this.faults = faultsOfMailCode({ email });
    if (hasFaults(this.faults)) return goToFaults(this);
    this.sending = true;
    announce(CODE_PAGE.mailing);
    const result = await send(this.environment, { path: PATHS.mailCode, body: { email }, tries: 1 });
    this.sending = false;
    if (result.kind !== 'ok') return this.fail(faultsOfAnswer(result, FIELDS, SIGN_IN_PAGE.unreachable));
    const { step } = result.body as MailCodeAnswer;
    this.awaited = { step, ways: ['mail'], mailedTo: email.trim() };
  }

  private fail(faults: FormFaults): Promise<void> {
    this.faults = faults;
    return goToFaults(this);
  }

  private readonly beginAgain = (): void => {
    this.awaited = null;
    this.faults = NO_FAULTS;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('#email')?.focus());
  };

  private renderMailCode(): TemplateResult {
    return html`<div>
      <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" aria-describedby="mail-hint" @click=${this.mailCode}>${CODE_PAGE.mailAlone}</button>
      <p class="field__hint" id="mail-hint">${CODE_PAGE.mailAloneHint}</p>
    </div>`;
  }

  override render() {
    const head = { face: 'sign-in', practice: practiceOf(document), session: null, onSignOut() {} } as const;
    return html`${staffHeader(head)}
      <main class="face__main account" id="main" tabindex="-1">
        ${
          this.awaited
            ? html`<code-step .environment=${this.environment} .awaited=${this.awaited} .onBack=${this.beginAgain}></code-step>`
            : this.renderFirst()
        }
      </main>`;
  }

  private renderFirst(): TemplateResult {
    const { faults, sending, mails } = this;
    return html`${hasFaults(faults) ? summaryOf(faults) : nothing}
        <h1>${SIGN_IN_PAGE.title}</h1>
        <sign-in-passkey class="account__way" .environment=${this.environment} .onFault=${this.onPasskeyFault}></sign-in-passkey>
        <provider-sign-in .onWays=${this.learnWays}></provider-sign-in>
        ${canUsePasskeys() ? html`<h2 class="account__or">${PASSKEY_PAGE.or}</h2>` : nothing}
        <form class="account__form" novalidate @submit=${this.submit}>
          ${textField({ id: 'email', label: SIGN_IN_PAGE.email, type: 'email', autocomplete: 'username webauthn', fault: faults.fields.email ?? null })}
          ${passwordField({ id: 'password', label: SIGN_IN_PAGE.password, autocomplete: 'current-password', fault: faults.fields.password ?? null })}
          <button class=${canUsePasskeys() ? 'nhsuk-button nhsuk-button--secondary' : 'nhsuk-button'} type="submit" aria-disabled=${sending ? 'true' : nothing}>${sending ? SIGN_IN_PAGE.submitting : SIGN_IN_PAGE.submit}</button>
          ${mails ? this.renderMailCode() : nothing}
        </form>
        <p class="account__help">${SIGN_IN_PAGE.forgotten}</p>
        <p><a class="link-line" href=${PATHS.setUpPage}>${SET_UP_CODE.fromSheet}</a></p>`;
  }
}
