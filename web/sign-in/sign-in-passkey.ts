import { html, LitElement, nothing } from 'lit';
import { MINUTE } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Signed, SignQuestion } from '../../shared/wire/passkeys.ts';
import type { Session } from '../../shared/wire/session.ts';
import { PASSKEY_PAGE } from '../../shared/words/passkey-page.ts';
import { SIGN_IN_PAGE } from '../../shared/words/sign-in-page.ts';
import type { Cancel } from '../live/environment.ts';
import { announce } from '../parts/announce.ts';
import type { StaffEnvironment } from '../staff/environment.ts';
import { canUsePasskeys, offersInFields, signByPasskey, stopAskingForPasskeys } from '../staff/passkey.ts';
import { send } from '../staff/send.ts';
import { placeFor } from './send-form.ts';

/** The server takes an answer for a quarter of an hour. */
const QUESTION_LASTS = 12 * MINUTE;

/** Signing in by a passkey: a button, and what the browser offers in the field for the address. */
export class SignInPasskey extends LitElement {
  static override properties = {
    environment: { attribute: false },
    onFault: { attribute: false },
    busy: { state: true },
  };
  declare environment: StaffEnvironment;
  /** Shows what went wrong; null: nothing does any more. */
  declare onFault: (words: string | null) => void;
  declare private busy: boolean;
  /** At hand before the button is pressed: Safari forgets a press when the page first asks its server. */
  private question: Promise<SignQuestion | null> | null = null;
  private stopRenewing: Cancel = () => {};

  constructor() {
    super();
    this.busy = false;
  }

  override createRenderRoot() {
    return this;
  }

  override firstUpdated(): void {
    if (canUsePasskeys()) void this.offerInField();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopRenewing();
    if (canUsePasskeys()) stopAskingForPasskeys();
  }

  private ask(): Promise<SignQuestion | null> {
    this.question ??= send(this.environment, { path: PATHS.passkeyQuestion, body: {} }).then((result) =>
      result.kind === 'ok' ? (result.body as SignQuestion) : null,
    );
    return this.question;
  }

  /** Waits in the field, and anew with another question before the server forgets this one. */
  private async offerInField(): Promise<void> {
    this.question = null;
    const asked = await this.ask();
    this.stopRenewing();
    this.stopRenewing = this.environment.after(QUESTION_LASTS, () => {
      if (!this.busy) void this.offerInField();
    });
    if (!asked || !this.isConnected || this.busy || !(await offersInFields())) return;
    const device = await signByPasskey(asked.options, { inField: true });
    if (device.kind === 'answer') await this.signIn(asked.step, device.answer);
  }

  private readonly press = async (): Promise<void> => {
    if (this.busy) return;
    this.busy = true;
    this.onFault(null);
    announce(PASSKEY_PAGE.using);
    const asked = await this.ask();
    if (!asked) {
      this.question = null;
      return this.fail(SIGN_IN_PAGE.unreachable);
    }
    const device = await signByPasskey(asked.options);
    if (device.kind === 'answer') return this.signIn(asked.step, device.answer);
    this.fail(device.kind === 'failed' ? device.words : PASSKEY_PAGE.signInTrouble);
    return this.offerInField();
  };

  private async signIn(step: string, answer: Signed): Promise<void> {
    this.busy = true;
    announce(SIGN_IN_PAGE.submitting);
    // Once: a question is used up by the first answer that arrives.
    const result = await send(this.environment, { path: PATHS.passkeySession, body: { step, answer }, tries: 1 });
    if (result.kind === 'ok') return this.environment.goTo(placeFor(result.body as Session));
    // It is used up. The field offers nothing more by itself: what was refused would be offered again.
    this.question = null;
    this.fail(result.kind === 'refused' ? result.problem.detail : SIGN_IN_PAGE.unreachable);
  }

  private fail(words: string): void {
    this.busy = false;
    this.onFault(words);
  }

  override render() {
    if (!canUsePasskeys()) return nothing;
    return html`<button class="nhsuk-button" type="button" aria-describedby="passkey-hint" aria-disabled=${this.busy ? 'true' : nothing} @click=${this.press}>${this.busy ? PASSKEY_PAGE.using : PASSKEY_PAGE.use}</button>
      <p class="field__hint" id="passkey-hint">${PASSKEY_PAGE.signInHint}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sign-in-passkey': SignInPasskey;
  }
}
