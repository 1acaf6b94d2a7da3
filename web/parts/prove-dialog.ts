import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Account } from '../../shared/wire/account.ts';
import type { ProofBody } from '../../shared/wire/codes.ts';
import type { SignQuestion } from '../../shared/wire/passkeys.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { ACCOUNT_PAGE } from '../../shared/words/account.ts';
import { PASSKEY_PAGE } from '../../shared/words/passkey-page.ts';
import { PROVE } from '../../shared/words/prove.ts';
import { canUsePasskeys, signByPasskey } from '../staff/passkey.ts';
import { type SendEnvironment, type SendResult, send } from '../staff/send.ts';
import { signInPath } from '../staff/session.ts';
import { announce } from './announce.ts';

/** Asks in a dialog for a proof that it is still oneself; false when it was left without one. */
export async function proved(environment: SendEnvironment): Promise<boolean> {
  const result = await send(environment, { method: 'GET', path: PATHS.account });
  return result.kind === 'ok' && provedBy(environment, (result.body as Account).ways);
}

async function provedBy(environment: SendEnvironment, ways: Account['ways']): Promise<boolean> {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', 'prove-title');
  const form = document.createElement('prove-form');
  form.className = 'dialog__form';
  Object.assign(form, { environment, ways, onEnd: (isProved: boolean) => dialog.close(isProved ? 'proved' : '') });
  dialog.append(form);
  document.body.append(dialog);
  // What is focused first must be there.
  await form.updateComplete;
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'proved');
    });
  });
}

/** What the dialog holds: a passkey first, else the password, with a code where there is an app. */
export class ProveForm extends LitElement {
  static override properties = {
    environment: { attribute: false },
    ways: { attribute: false },
    onEnd: { attribute: false },
    fault: { state: true },
    busy: { state: true },
  };
  declare environment: SendEnvironment;
  declare ways: Account['ways'];
  declare onEnd: (isProved: boolean) => void;
  declare private fault: string | null;
  declare private busy: boolean;
  /** At hand before the button is pressed: Safari forgets a press when the page first asks its server. */
  #question: Promise<SendResult> | null = null;

  constructor() {
    super();
    this.fault = null;
    this.busy = false;
  }

  override createRenderRoot() {
    return this;
  }

  override firstUpdated(): void {
    if (this.hasPasskey()) void this.ask();
  }

  private hasPasskey(): boolean {
    return this.ways.passkeys > 0 && canUsePasskeys();
  }

  private ask(): Promise<SendResult> {
    this.#question ??= send(this.environment, { path: PATHS.proofQuestion, body: {} });
    return this.#question;
  }

  private readonly byPasskey = async (): Promise<void> => {
    if (this.busy) return;
    this.begin();
    announce(PASSKEY_PAGE.using);
    const asked = await this.ask();
    this.#question = null;
    if (asked.kind !== 'ok') return this.end(asked);
    const { step, options } = asked.body as SignQuestion;
    const device = await signByPasskey(options);
    if (device.kind === 'answer') return this.send({ passkey: { step, answer: device.answer } });
    this.fail(device.kind === 'failed' ? device.words : PROVE.notProved);
    void this.ask();
  };

  private async byPassword(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    const typed = new FormData(event.target as HTMLFormElement);
    const password = String(typed.get('password') ?? '');
    const code = String(typed.get('code') ?? '').trim();
    if (password === '') return this.fail(PROVE.passwordMissing);
    this.begin();
    announce(PROVE.checking);
    return this.send({ password, ...(code !== '' && { code }) });
  }

  private begin(): void {
    this.busy = true;
    this.fault = null;
  }

  private async send(body: ProofBody): Promise<void> {
    // Once: a question, or a code, is used up by the first answer that arrives.
    this.end(await send(this.environment, { path: PATHS.proof, body, tries: 1 }));
  }

  private end(result: SendResult): void {
    if (result.kind === 'ok') return this.onEnd(true);
    return this.fail(result.kind === 'refused' ? result.problem.detail : ACCOUNT_PAGE.unreachable);
  }

  private fail(words: string): void {
    this.busy = false;
    this.fault = words;
  }

  private renderPassword(isFirst: boolean): TemplateResult {
    const { app } = this.ways;
    const look = isFirst ? 'nhsuk-button' : 'nhsuk-button nhsuk-button--secondary';
    const code = html`<div class="field">
      <label class="field__label" for="prove-code">${PROVE.code}</label>
      <input class="field__input" id="prove-code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false">
    </div>`;
    return html`<form class="dialog__form" novalidate @submit=${(event: SubmitEvent) => void this.byPassword(event)}>
      ${isFirst ? nothing : html`<p>${PROVE.otherwise}</p>`}
      <div class="field">
        <label class="field__label" for="prove-password">${PROVE.password}</label>
        <input class="field__input" id="prove-password" name="password" type="password" autocomplete="current-password">
      </div>
      ${app ? code : nothing}
      <div class="dialog__buttons">
        <button class=${look} type="submit" aria-disabled=${this.busy ? 'true' : nothing}>${PROVE.go}</button>
        ${this.renderCancel()}
      </div>
    </form>`;
  }

  private renderCancel(): TemplateResult {
    return html`<button class="nhsuk-button nhsuk-button--secondary" type="button" @click=${() => this.onEnd(false)}>${PROVE.cancel}</button>`;
  }

  private renderPasskey(): TemplateResult {
    const { busy } = this;
    return html`<button class="nhsuk-button" type="button" aria-disabled=${busy ? 'true' : nothing} @click=${this.byPasskey}>${busy ? PASSKEY_PAGE.using : PASSKEY_PAGE.use}</button>`;
  }

  /** Whoever comes by another service, or by codes alone, has nothing to prove it by here. */
  private renderSignIn(): TemplateResult {
    const here = signInPath(location.pathname + location.search);
    return html`<a class="nhsuk-button" href=${here} role="button" draggable="false">${PROVE.signIn}</a>`;
  }

  override render() {
    const { ways, fault } = this;
    const hasPasskey = this.hasPasskey();
    const hasWay = hasPasskey || ways.password;
    return html`<h2 class="dialog__title" id="prove-title">${PROVE.title}</h2>
      <p>${PROVE.why} ${hasWay ? nothing : PROVE.noWay}</p>
      ${fault === null ? nothing : html`<p class="no-board no-board--fault" role="alert">${fault}</p>`}
      ${hasPasskey ? this.renderPasskey() : nothing}
      ${
        ways.password
          ? this.renderPassword(!hasPasskey)
          : html`<div class="dialog__buttons">${hasPasskey ? nothing : this.renderSignIn()} ${this.renderCancel()}</div>`
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'prove-form': ProveForm;
  }
}
