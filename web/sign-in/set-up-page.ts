import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Session, SetUpOffer } from '../../shared/wire/session.ts';
import { PASSKEY_PAGE, SET_UP_REPLACES } from '../../shared/words/passkey-page.ts';
import { leadOffer, SET_UP_PAGE, SIGN_IN_PAGE } from '../../shared/words/sign-in-page.ts';
import { staffTitle } from '../../shared/words/staff.ts';
import { announce } from '../parts/announce.ts';
import { staffHeader } from '../parts/staff-header.ts';
import { staffEnvironment } from '../staff/environment.ts';
import { practiceOf } from '../staff/open-face.ts';
import { canUsePasskeys } from '../staff/passkey.ts';
import { send } from '../staff/send.ts';
import { passwordField, textField } from './fields.ts';
import { faultsOfAnswer, faultsOfSetUp, type FormFaults, hasFaults, NO_FAULTS } from './form-faults.ts';
import { setUpByPasskey } from './set-up-by-passkey.ts';
import { goToFaults, hidePasswords, placeFor, summaryOf, typedIn } from './send-form.ts';

const FIELDS = ['name', 'email', 'passkey', 'password'];

type LinkState =
  | { readonly kind: 'checking' }
  /** There is no link: they have a code. */
  | { readonly kind: 'code' }
  | { readonly kind: 'open'; readonly token: string; readonly offer: SetUpOffer }
  | { readonly kind: 'closed'; readonly why: string; readonly mayTryAgain: boolean };

type Way = 'passkey' | 'password';

/** Where a person sets up their account by the link that they were given. Its token stands behind the #. */
export class SetUpPage extends LitElement {
  static override properties = { link: { state: true }, faults: { state: true }, sending: { state: true } };
  declare private link: LinkState;
  declare private faults: FormFaults;
  /** By what, while it is under way. */
  declare private sending: Way | null;
  private readonly environment = staffEnvironment();
  private readonly readLink = () => void this.checkLink();

  constructor() {
    super();
    this.link = { kind: 'checking' };
    this.faults = NO_FAULTS;
    this.sending = null;
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

  private async setUp(form: HTMLFormElement, token: string, way: Way): Promise<void> {
    if (this.sending) return;
    hidePasswords(form);
    const typed = typedIn(form);
    this.faults = faultsOfSetUp(typed, way);
    if (hasFaults(this.faults)) return goToFaults(this);
    this.sending = way;
    announce(way === 'passkey' ? PASSKEY_PAGE.using : SET_UP_PAGE.submitting);
    const { email = '', name, password } = typed;
    const who = { token, email: email.trim(), ...(name !== undefined && { name }) };
    const result =
      way === 'passkey'
        ? await setUpByPasskey(this.environment, who)
        : // Once: the link is used up by the first try that arrives, so the answer to a second would tell nothing.
          await send(this.environment, { path: PATHS.setUp, body: { ...who, password }, tries: 1 });
    if (result.kind === 'ok') return this.environment.goTo(placeFor(result.body as Session));
    this.sending = null;
    this.faults =
      result.kind === 'no-passkey'
        ? { fields: { passkey: result.words }, detail: null }
        : faultsOfAnswer(result, FIELDS, SET_UP_PAGE.unclear);
    return goToFaults(this);
  }

  private submit(event: SubmitEvent, token: string): Promise<void> {
    event.preventDefault();
    return this.setUp(event.target as HTMLFormElement, token, 'password');
  }

  private usePasskey(event: Event, token: string): void {
    const { form } = event.currentTarget as HTMLButtonElement;
    if (form) void this.setUp(form, token, 'passkey');
  }

  private renderPasskey(token: string): TemplateResult {
    const fault = this.faults.fields['passkey'];
    const isBusy = this.sending === 'passkey';
    return html`<h2 class="account__or">${PASSKEY_PAGE.setUp}</h2>
      <p class="field__hint" id="passkey-hint">${PASSKEY_PAGE.setUpHint}</p>
      ${fault ? html`<p class="field__fault" id="passkey-fault">${fault}</p>` : nothing}
      <button class="nhsuk-button" type="button" id="passkey" aria-describedby=${fault ? 'passkey-hint passkey-fault' : 'passkey-hint'}
        aria-disabled=${this.sending ? 'true' : nothing} @click=${(event: Event) => this.usePasskey(event, token)}>${isBusy ? PASSKEY_PAGE.using : PASSKEY_PAGE.use}</button>
      <h2 class="account__or">${PASSKEY_PAGE.orPassword}</h2>`;
  }

  private renderForm(token: string, { role, branchNames, name, email, replaces }: SetUpOffer): TemplateResult {
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
    const hasPasskeys = canUsePasskeys();
    const look = hasPasskeys ? 'nhsuk-button nhsuk-button--secondary' : 'nhsuk-button';
    return html`<p>${words}</p>
      ${replaces ? html`<p>${SET_UP_REPLACES}</p>` : nothing}
      <form class="account__form" novalidate @submit=${(event: SubmitEvent) => this.submit(event, token)}>
        ${name === null ? textField(nameField) : html`<p><span class="field__label">${SET_UP_PAGE.name}</span><br>${name}</p>`}
        ${textField({ id: 'email', label: SIGN_IN_PAGE.email, type: 'email', autocomplete: 'username', fixed: email, fault: fields.email ?? null })}
        ${hasPasskeys ? this.renderPasskey(token) : nothing}
        ${passwordField({ id: 'password', label: SET_UP_PAGE.passwordLabel, hint: SET_UP_PAGE.passwordHint, autocomplete: 'new-password', fault: fields.password ?? null })}
        <button class=${look} type="submit" aria-disabled=${sending ? 'true' : nothing}>${sending === 'password' ? SET_UP_PAGE.submitting : SET_UP_PAGE.submit}</button>
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
