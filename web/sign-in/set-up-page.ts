import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Session, SetUpOffer } from '../../shared/wire/session.ts';
import { leadOffer, SET_UP_PAGE, SIGN_IN_PAGE } from '../../shared/words/sign-in-page.ts';
import { staffTitle } from '../../shared/words/staff.ts';
import { announce } from '../parts/announce.ts';
import { staffHeader } from '../parts/staff-header.ts';
import { staffEnvironment } from '../staff/environment.ts';
import { practiceOf } from '../staff/open-face.ts';
import { send } from '../staff/send.ts';
import { passwordField, textField } from './fields.ts';
import { faultsOfAnswer, faultsOfSetUp, type FormFaults, hasFaults, NO_FAULTS } from './form-faults.ts';
import { goToFaults, hidePasswords, placeFor, summaryOf, typedIn } from './send-form.ts';

const FIELDS = ['name', 'email', 'password'];

type LinkState =
  | { readonly kind: 'checking' }
  /** There is no link: they have a code. */
  | { readonly kind: 'code' }
  | { readonly kind: 'open'; readonly token: string; readonly offer: SetUpOffer }
  | { readonly kind: 'closed'; readonly why: string; readonly mayTryAgain: boolean };

/** Where a person sets up their account by the link that they were given. Its token stands behind the #. */
export class SetUpPage extends LitElement {
  static override properties = { link: { state: true }, faults: { state: true }, sending: { state: true } };
  declare private link: LinkState;
  declare private faults: FormFaults;
  declare private sending: boolean;
  private readonly environment = staffEnvironment();
  private readonly readLink = () => void this.checkLink();

  constructor() {
    super();
    this.link = { kind: 'checking' };
    this.faults = NO_FAULTS;
    this.sending = false;
  }

  override createRenderRoot() {
    return this;
  }

  override connectedCallback() {
    super.connectedCallback();
    document.title = staffTitle(SET_UP_PAGE.title, practiceOf(document));
    // Another link that is opened in this tab differs behind the # alone.
    addEventListener('hashchange', this.readLink);
    this.readLink();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.readLink);
  }

  private async checkLink(): Promise<void> {
    const token = location.hash.slice(1);
    this.faults = NO_FAULTS;
    if (token === '') {
      this.link = { kind: 'code' };
      return;
    }
    this.link = { kind: 'checking' };
    const result = await send(this.environment, { path: PATHS.setUpQuestion, body: { token } });
    if (token !== location.hash.slice(1)) return;
    if (result.kind === 'ok') this.link = { kind: 'open', token, offer: result.body as SetUpOffer };
    else if (result.kind === 'unreachable') {
      this.link = { kind: 'closed', why: SIGN_IN_PAGE.unreachable, mayTryAgain: true };
    } else {
      this.link = { kind: 'closed', why: result.problem.detail, mayTryAgain: result.status !== 404 };
    }
  }

  private async submit(event: SubmitEvent, token: string): Promise<void> {
    event.preventDefault();
    if (this.sending) return;
    const form = event.target as HTMLFormElement;
    hidePasswords(form);
    const typed = typedIn(form);
    this.faults = faultsOfSetUp(typed);
    if (hasFaults(this.faults)) return goToFaults(this);
    this.sending = true;
    announce(SET_UP_PAGE.submitting);
    const { email = '', ...rest } = typed;
    const body = { token, email: email.trim(), ...rest };
    // Once: the link is used up by the first try that arrives, so the answer to a second would tell nothing.
    const result = await send(this.environment, { path: PATHS.setUp, body, tries: 1 });
    if (result.kind === 'ok') return this.environment.goTo(placeFor(result.body as Session));
    this.sending = false;
    this.faults = faultsOfAnswer(result, FIELDS, SET_UP_PAGE.unclear);
    return goToFaults(this);
  }

  private renderForm(token: string, { role, branchNames, name, email }: SetUpOffer): TemplateResult {
    const { faults, sending } = this;
    const { fields } = faults;
    const words = role === 'lead' ? leadOffer(branchNames) : email === null ? SET_UP_PAGE.first : SET_UP_PAGE[role];
    const nameField = {
      id: 'name',
      label: SET_UP_PAGE.name,
      hint: SET_UP_PAGE.nameHint,
      autocomplete: 'name',
      fault: fields.name ?? null,
    } as const;
    return html`<p>${words}</p>
      <form class="account__form" novalidate @submit=${(event: SubmitEvent) => this.submit(event, token)}>
        ${name === null ? textField(nameField) : html`<p><span class="field__label">${SET_UP_PAGE.name}</span><br>${name}</p>`}
        ${textField({ id: 'email', label: SIGN_IN_PAGE.email, type: 'email', autocomplete: 'username', fixed: email, fault: fields.email ?? null })}
        ${passwordField({ id: 'password', label: SET_UP_PAGE.passwordLabel, hint: SET_UP_PAGE.passwordHint, autocomplete: 'new-password', fault: fields.password ?? null })}
        <button class="nhsuk-button" type="submit" aria-disabled=${sending ? 'true' : nothing}>${sending ? SET_UP_PAGE.submitting : SET_UP_PAGE.submit}</button>
      </form>`;
  }

  private renderLink(): TemplateResult {
    const { link } = this;
    if (link.kind === 'open') return this.renderForm(link.token, link.offer);
    if (link.kind === 'code') return html`<set-up-code></set-up-code>`;
    if (link.kind === 'checking') return html`<p role="status">${SET_UP_PAGE.checking}</p>`;
    const again = html`<p><button class="nhsuk-button" type="button" @click=${this.readLink}>${SET_UP_PAGE.tryAgain}</button></p>`;
    return html`<p class="no-board no-board--fault" role="alert">${link.why}</p>
      ${link.mayTryAgain ? again : nothing}
      <p><a class="link-line" href=${PATHS.signInPage}>${SET_UP_PAGE.toSignIn}</a></p>`;
  }

  override render() {
    const head = { face: 'sign-in', practice: practiceOf(document), session: null, onSignOut() {} } as const;
    return html`${staffHeader(head)}
      <main class="face__main account" id="main" tabindex="-1">
        ${hasFaults(this.faults) ? summaryOf(this.faults) : nothing}
        <h1>${SET_UP_PAGE.title}</h1>
        ${this.renderLink()}
      </main>`;
  }
}
