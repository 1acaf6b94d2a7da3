import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { MailCodeAnswer, SecondWay } from '../../shared/wire/codes.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Session } from '../../shared/wire/session.ts';
import { CODE_PAGE, CODE_WAYS, mailedTo } from '../../shared/words/code-page.ts';
import { SIGN_IN_PAGE } from '../../shared/words/sign-in-page.ts';
import { announce } from '../parts/announce.ts';
import type { StaffEnvironment } from '../staff/environment.ts';
import { canUsePasskeys } from '../staff/passkey.ts';
import { send } from '../staff/send.ts';
import { textField } from './fields.ts';
import { faultsOfAnswer, type FormFaults, hasFaults, NO_FAULTS } from './form-faults.ts';
import { goToFaults, placeFor, summaryOf } from './send-form.ts';

/** A step that awaits a code. */
export interface AwaitedCode {
  readonly step: string;
  readonly ways: readonly SecondWay[];
  /** To whom a code was mailed, where that was asked for with an address alone. */
  readonly mailedTo?: string;
  /** They have a passkey, and need no code where it is at hand. */
  readonly passkey?: boolean;
}

/** The second step of signing in: one field, for a code of whichever kind. */
export class CodeStep extends LitElement {
  static override properties = {
    environment: { attribute: false },
    awaited: { attribute: false },
    onBack: { attribute: false },
    way: { state: true },
    faults: { state: true },
    busy: { state: true },
    said: { state: true },
  };
  declare environment: StaffEnvironment;
  declare awaited: AwaitedCode;
  /** Begins anew, with an address and a password. */
  declare onBack: () => void;
  declare private way: SecondWay;
  declare private faults: FormFaults;
  declare private busy: boolean;
  declare private said: string | null;
  private step = '';
  private isMailed = false;

  constructor() {
    super();
    this.faults = NO_FAULTS;
    this.busy = false;
    this.said = null;
  }

  override createRenderRoot() {
    return this;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('awaited')) return;
    const { step, ways, mailedTo: address } = this.awaited;
    this.step = step;
    this.way = ways[0] ?? 'recovery';
    this.isMailed = address !== undefined;
    this.said = address === undefined ? null : mailedTo(address);
  }

  override firstUpdated(): void {
    if (this.said !== null) announce(this.said);
    void this.begin();
  }

  private async begin(): Promise<void> {
    if (this.way === 'mail' && !this.isMailed) await this.mail();
    await this.updateComplete;
    if (!hasFaults(this.faults)) this.querySelector<HTMLInputElement>('#code')?.focus();
  }

  private use(way: SecondWay): void {
    this.way = way;
    this.faults = NO_FAULTS;
    const field = this.querySelector<HTMLInputElement>('#code');
    if (field) field.value = '';
    void this.begin();
  }

  private async mail(): Promise<void> {
    if (this.busy) return;
    const again = this.isMailed;
    this.busy = true;
    announce(CODE_PAGE.mailing);
    const { mailedTo: email } = this.awaited;
    const body = email === undefined ? { step: this.step } : { email };
    const result = await send(this.environment, { path: PATHS.mailCode, body, tries: 1 });
    this.busy = false;
    if (result.kind !== 'ok') return this.fail(faultsOfAnswer(result, [], CODE_PAGE.unreachable));
    this.step = (result.body as MailCodeAnswer).step;
    this.isMailed = true;
    this.faults = NO_FAULTS;
    if (again) this.said = CODE_PAGE.mailedAgain;
    announce(again ? CODE_PAGE.mailedAgain : CODE_WAYS.mail.hint);
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    const code = this.querySelector<HTMLInputElement>('#code')?.value.trim() ?? '';
    if (code === '') return this.fail({ fields: { code: CODE_PAGE.missing }, detail: null });
    this.busy = true;
    this.faults = NO_FAULTS;
    announce(CODE_PAGE.submitting);
    const body = { step: this.step, way: this.way, code };
    // Once: a code is used up by the first request that arrives.
    const result = await send(this.environment, { path: PATHS.sessionCode, body, tries: 1 });
    if (result.kind === 'ok') return this.environment.goTo(placeFor(result.body as Session));
    this.busy = false;
    return this.fail(faultsOfAnswer(result, ['code'], CODE_PAGE.unreachable));
  }

  private fail(faults: FormFaults): Promise<void> {
    this.faults = faults;
    return goToFaults(this);
  }

  private renderOthers(): TemplateResult {
    const others = this.awaited.ways.filter((way) => way !== this.way);
    const again = this.way === 'mail' && this.isMailed;
    const button = (label: string, press: () => void) =>
      html`<li><button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" @click=${press}>${label}</button></li>`;
    return html`<h2 class="account__or">${CODE_PAGE.others}</h2>
      <ul class="account__others" role="list">
        ${again ? button(CODE_PAGE.mailAgain, () => void this.mail()) : nothing}
        ${others.map((way) => button(CODE_WAYS[way].use, () => this.use(way)))}
        ${button(CODE_PAGE.back, this.onBack)}
      </ul>`;
  }

  private readonly onPasskeyFault = (detail: string | null): void => {
    this.faults = { fields: {}, detail };
    if (detail !== null) void goToFaults(this);
  };

  private renderTitle(title: string): TemplateResult {
    if (!this.awaited.passkey || !canUsePasskeys()) return html`<h1>${title}</h1>`;
    return html`<h1>${CODE_PAGE.second}</h1>
      <sign-in-passkey class="account__way" .environment=${this.environment} .onFault=${this.onPasskeyFault}></sign-in-passkey>
      <h2 class="account__or">${title}</h2>`;
  }

  override render() {
    const { way, faults, busy, said } = this;
    const { title, hint } = CODE_WAYS[way];
    const fault = faults.fields.code ?? null;
    const digits = way !== 'recovery';
    return html`${hasFaults(faults) ? summaryOf(faults) : nothing}
      ${this.renderTitle(title)}
      ${said === null ? nothing : html`<p class="account__said">${said}</p>`}
      <form class="account__form" novalidate @submit=${this.submit}>
        ${textField({ id: 'code', label: CODE_PAGE.label, hint, fault, autocomplete: digits ? 'one-time-code' : 'off', digits })}
        <button class="nhsuk-button" type="submit" aria-disabled=${busy ? 'true' : nothing}>${busy ? CODE_PAGE.submitting : SIGN_IN_PAGE.submit}</button>
      </form>
      ${this.renderOthers()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'code-step': CodeStep;
  }
}
