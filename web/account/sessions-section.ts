import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Account, OthersEnded, OwnSession } from '../../shared/wire/account.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import {
  ACCOUNT_PAGE,
  endsWords,
  othersEnded,
  signedInWords,
  signOutOf,
  usedWords,
} from '../../shared/words/account.ts';
import { announce } from '../parts/announce.ts';
import type { StaffEnvironment } from '../staff/environment.ts';
import { signOut } from '../staff/session.ts';
import type { AccountSection } from './account-section.ts';
import { sendProved } from '../parts/send-proved.ts';

/** Where one is signed in, and how to end that. */
export class SessionsSection extends LitElement implements AccountSection {
  static override properties = {
    account: { attribute: false },
    environment: { attribute: false },
    onChanged: { attribute: false },
    said: { state: true },
    fault: { state: true },
  };
  declare account: Account;
  declare environment: StaffEnvironment;
  declare onChanged: () => Promise<void>;
  declare private said: string | null;
  declare private fault: string | null;

  constructor() {
    super();
    this.said = null;
    this.fault = null;
  }

  override createRenderRoot() {
    return this;
  }

  private async end(session: OwnSession): Promise<void> {
    if (session.current) return void signOut(this.environment);
    const path = `${PATHS.ownSessions}/${session.id}`;
    await this.ask(path, () => ACCOUNT_PAGE.ended);
  }

  private endOthers(): Promise<void> {
    return this.ask(PATHS.ownSessions, (answer) => othersEnded((answer as OthersEnded).ended));
  }

  private async ask(path: string, toWords: (answer: unknown) => string): Promise<void> {
    const result = await sendProved(this.environment, { method: 'DELETE', path });
    // Somebody else ended it, or the answer of the first try was lost: it is ended either way.
    const isGone = result.kind === 'refused' && result.status === 404;
    const isDone = result.kind === 'ok' || isGone;
    this.fault = isDone ? null : result.kind === 'refused' ? result.problem.detail : ACCOUNT_PAGE.unreachable;
    this.said = isDone ? toWords(result.kind === 'ok' ? result.body : null) : null;
    if (this.said) announce(this.said);
    await this.onChanged();
    await this.updateComplete;
    // The button that was pressed may be gone now.
    if (document.activeElement === document.body) this.querySelector<HTMLElement>('#sessions-heading')?.focus();
  }

  private renderSession(session: OwnSession): TemplateResult {
    const { now: isoNow, timeZone } = this.account;
    const now = Date.parse(isoNow);
    const label = session.current ? ACCOUNT_PAGE.signOut : ACCOUNT_PAGE.signOutThere;
    return html`<li class="own-session ${session.current ? 'own-session--here' : ''}">
      <p class="own-session__device">${session.device ?? ACCOUNT_PAGE.unknownDevice}${session.current ? html` <strong class="own-session__here">${ACCOUNT_PAGE.here}</strong>` : nothing}</p>
      <p>${signedInWords(session, now, timeZone)}.</p>
      <p>${usedWords(session, now, timeZone)}.</p>
      <p>${endsWords(session, now, timeZone)}.</p>
      <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" aria-label=${session.current ? label : signOutOf(session)} @click=${() => void this.end(session)}>${label}</button>
    </li>`;
  }

  override render() {
    const { sessions } = this.account;
    return html`<h2 id="sessions-heading" tabindex="-1">${ACCOUNT_PAGE.sessions}</h2>
      <p>${ACCOUNT_PAGE.sessionsHint}</p>
      ${this.fault === null ? nothing : html`<p class="no-board no-board--fault" role="alert">${this.fault}</p>`}
      ${this.said === null ? nothing : html`<p class="account__said">${this.said}</p>`}
      <ul class="own-sessions">${sessions.map((session) => this.renderSession(session))}</ul>
      ${
        sessions.length < 2
          ? nothing
          : html`<button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" @click=${() => void this.endOthers()}>${ACCOUNT_PAGE.signOutOthers}</button>`
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sessions-section': SessionsSection;
  }
}
