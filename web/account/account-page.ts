import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Account } from '../../shared/wire/account.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Session } from '../../shared/wire/session.ts';
import { homeOf } from '../../shared/wire/staff-paths.ts';
import { NEEDS_SECOND } from '../../shared/words/account-codes.ts';
import { ACCOUNT_PAGE, ownBranches } from '../../shared/words/account.ts';
import { ROLE_NAMES } from '../../shared/words/staff-people.ts';
import { staffTitle } from '../../shared/words/staff.ts';
import { staffHeader } from '../parts/staff-header.ts';
import { staffEnvironment } from '../staff/environment.ts';
import { practiceOf } from '../staff/open-face.ts';
import { send } from '../staff/send.ts';
import { placeAfterAccount, readSession, signInPath, signOut } from '../staff/session.ts';

type Read =
  | { readonly kind: 'loading' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'open'; readonly account: Account };

/** `/account`: who one is here, how one signs in, and where one is signed in. */
export class AccountPage extends LitElement {
  static override properties = { read: { state: true }, session: { state: true }, codes: { state: true } };
  declare private read: Read;
  declare private session: Session | null;
  /** Recovery codes that were just made; null: none are to be shown. */
  declare private codes: readonly string[] | null;
  /** They came to add what they lacked, and go on when it is there. */
  private hasNeeded = false;
  private readonly environment = staffEnvironment();

  constructor() {
    super();
    this.read = { kind: 'loading' };
    this.session = null;
    this.codes = null;
  }

  override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = staffTitle(ACCOUNT_PAGE.title, practiceOf(document));
    void this.readAll();
  }

  private readonly readAll = async (): Promise<void> => {
    const state = await readSession(this.environment);
    if (state.kind === 'signed-out') return this.environment.goTo(signInPath(location.pathname + location.search));
    if (state.kind === 'signed-in') {
      this.session = state.session;
      this.hasNeeded ||= state.session.needs !== null;
    }
    const result = await send(this.environment, { method: 'GET', path: PATHS.account });
    if (result.kind === 'ok') this.read = { kind: 'open', account: result.body as Account };
    else if (this.read.kind === 'open') return;
    else if (result.kind === 'refused') this.read = { kind: 'refused', detail: result.problem.detail };
    else this.read = { kind: 'unreachable' };
  };

  private renderWho({ name, email, role, branchNames }: Account): TemplateResult {
    return html`<dl class="account__who">
      <div><dt>${ACCOUNT_PAGE.name}</dt><dd>${name}</dd></div>
      <div><dt>${ACCOUNT_PAGE.email}</dt><dd>${email}</dd></div>
      <div><dt>${ACCOUNT_PAGE.role}</dt><dd>${ROLE_NAMES[role]}</dd></div>
      <div><dt>${ACCOUNT_PAGE.branches}</dt><dd>${ownBranches({ role, branchNames })}</dd></div>
    </dl>`;
  }

  private readonly showCodes = (codes: readonly string[] | null): void => {
    this.codes = codes;
  };

  /** Whoever came with a password alone is told why they are here, and then where to go. */
  private renderNeeds(): TemplateResult | typeof nothing {
    const { session } = this;
    if (!session || !this.hasNeeded) return nothing;
    if (session.needs === null && this.codes !== null) return nothing;
    const place = placeAfterAccount(location.search, homeOf(session.role));
    const go = html`<p><a class="nhsuk-button" href=${place} role="button" draggable="false">${NEEDS_SECOND.go}</a></p>`;
    return html`<section class="account__needs" aria-labelledby="needs-title">
      <h2 id="needs-title">${NEEDS_SECOND.title}</h2>
      ${session.needs === null ? html`<p>${NEEDS_SECOND.done}</p>${go}` : this.renderWhatToDo()}
    </section>`;
  }

  private renderWhatToDo(): TemplateResult {
    return html`<p>${NEEDS_SECOND.why}</p>
      <ul>${NEEDS_SECOND.ways.map((way) => html`<li>${way}</li>`)}</ul>
      <p>${NEEDS_SECOND.notHere}</p>`;
  }

  private renderAccount(account: Account): TemplateResult {
    const { environment } = this;
    const onChanged = this.readAll;
    const onCodes = this.showCodes;
    return html`${this.renderNeeds()}
      ${this.renderWho(account)}
      <passkeys-section class="account__section" .account=${account} .environment=${environment} .onChanged=${onChanged} .onCodes=${onCodes}></passkeys-section>
      <app-section class="account__section" .account=${account} .environment=${environment} .onChanged=${onChanged} .onCodes=${onCodes}></app-section>
      <recovery-section class="account__section" .account=${account} .environment=${environment} .onChanged=${onChanged} .codes=${this.codes} .onCodes=${onCodes}></recovery-section>
      <password-section class="account__section" .account=${account} .environment=${environment} .onChanged=${onChanged}></password-section>
      <sessions-section class="account__section" .account=${account} .environment=${environment} .onChanged=${onChanged}></sessions-section>`;
  }

  private renderRead(): TemplateResult {
    const { read } = this;
    if (read.kind === 'open') return this.renderAccount(read.account);
    if (read.kind === 'loading') return html`<p role="status">${ACCOUNT_PAGE.loading}</p>`;
    const words = read.kind === 'refused' ? read.detail : ACCOUNT_PAGE.unreachable;
    return html`<p class="no-board no-board--fault" role="alert">${words}</p>
      <p><button class="nhsuk-button" type="button" @click=${this.readAll}>${ACCOUNT_PAGE.again}</button></p>`;
  }

  override render() {
    const { session, environment } = this;
    const onSignOut = () => void signOut(environment);
    return html`${staffHeader({ face: 'account', practice: practiceOf(document), session, onSignOut })}
      <main class="face__main account" id="main" tabindex="-1">
        <h1>${ACCOUNT_PAGE.title}</h1>
        ${this.renderRead()}
      </main>`;
  }
}
