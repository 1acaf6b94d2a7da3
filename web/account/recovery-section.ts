import { html, LitElement, nothing } from 'lit';
import type { Account } from '../../shared/wire/account.ts';
import type { RecoveryCodes } from '../../shared/wire/codes.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { codesLeft, RECOVERY_SECTION } from '../../shared/words/account-codes.ts';
import { ACCOUNT_PAGE } from '../../shared/words/account.ts';
import { announce } from '../parts/announce.ts';
import { confirmed } from '../parts/confirm.ts';
import type { StaffEnvironment } from '../staff/environment.ts';
import type { AccountSection } from './account-section.ts';
import { sendProved } from '../parts/send-proved.ts';

/** Codes for the day on which a phone is lost. */
export class RecoverySection extends LitElement implements AccountSection {
  static override properties = {
    account: { attribute: false },
    environment: { attribute: false },
    onChanged: { attribute: false },
    codes: { attribute: false },
    onCodes: { attribute: false },
    fault: { state: true },
  };
  declare account: Account;
  declare environment: StaffEnvironment;
  declare onChanged: () => Promise<void>;
  /** Just made, here or with a first app or passkey; null: none are to be shown. */
  declare codes: readonly string[] | null;
  /** They were made, or put away. */
  declare onCodes: (codes: readonly string[] | null) => void;
  declare private fault: string | null;

  constructor() {
    super();
    this.fault = null;
  }

  override createRenderRoot() {
    return this;
  }

  private readonly make = async (): Promise<void> => {
    const { renewTitle: title, renewLines: lines, renew: action } = RECOVERY_SECTION;
    const { ways } = this.account;
    if (ways.recoveryCodes > 0 && !(await confirmed({ title, lines, action }))) return;
    const result = await sendProved(this.environment, { path: PATHS.ownRecoveryCodes, body: {}, tries: 1 });
    this.fault = null;
    if (result.kind === 'ok') {
      this.onCodes((result.body as RecoveryCodes).recoveryCodes);
      announce(RECOVERY_SECTION.made);
      await this.onChanged();
      return this.goToHeading();
    }
    this.fault = result.kind === 'refused' ? result.problem.detail : ACCOUNT_PAGE.unreachable;
  };

  private readonly putAway = (): void => {
    this.onCodes(null);
    void this.goToHeading();
  };

  private async goToHeading(): Promise<void> {
    await this.updateComplete;
    this.querySelector<HTMLElement>('#recovery-heading')?.focus();
  }

  override render() {
    const { account, codes, fault } = this;
    const { password, recoveryCodes, app, passkeys } = account.ways;
    // They stand in for an app or a passkey, beside a password: without those they let nobody in.
    if (!password || (recoveryCodes === 0 && !app && passkeys === 0)) return nothing;
    return html`<h2 id="recovery-heading" tabindex="-1">${RECOVERY_SECTION.title}</h2>
      <p>${RECOVERY_SECTION.why} ${codesLeft(recoveryCodes)}</p>
      ${fault === null ? nothing : html`<p class="no-board no-board--fault" role="alert">${fault}</p>`}
      ${
        codes === null
          ? html`<button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" @click=${this.make}>${recoveryCodes === 0 ? RECOVERY_SECTION.make : RECOVERY_SECTION.renew}</button>`
          : html`<recovery-card .codes=${codes} .email=${account.email} .onDone=${this.putAway}></recovery-card>`
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'recovery-section': RecoverySection;
  }
}
