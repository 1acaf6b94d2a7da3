import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Account } from '../../shared/wire/account.ts';
import type { Passkey, Passkeys } from '../../shared/wire/passkeys.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { ACCOUNT_PAGE } from '../../shared/words/account.ts';
import { PASSKEYS_SECTION, passkeyUse, removeLines, removeOf, renameOf } from '../../shared/words/passkeys-section.ts';
import { announce } from '../parts/announce.ts';
import { confirmed } from '../parts/confirm.ts';
import type { StaffEnvironment } from '../staff/environment.ts';
import { canUsePasskeys } from '../staff/passkey.ts';
import { send, type SendResult } from '../staff/send.ts';
import type { AccountSection } from './account-section.ts';
import { addPasskey } from './add-passkey.ts';
import { sendProved } from '../parts/send-proved.ts';

/** How one signs in without a password: two passkeys, so that nothing is lost with one of them. */
export class PasskeysSection extends LitElement implements AccountSection {
  static override properties = {
    account: { attribute: false },
    environment: { attribute: false },
    onChanged: { attribute: false },
    onCodes: { attribute: false },
    passkeys: { state: true },
    said: { state: true },
    fault: { state: true },
    renaming: { state: true },
    busy: { state: true },
  };
  declare account: Account;
  declare environment: StaffEnvironment;
  declare onChanged: () => Promise<void>;
  /** Recovery codes came with it. */
  declare onCodes: (codes: readonly string[]) => void;
  /** null: not read yet. */
  declare private passkeys: readonly Passkey[] | null;
  declare private said: string | null;
  declare private fault: string | null;
  /** Of the one whose name is being typed. */
  declare private renaming: string | null;
  declare private busy: boolean;

  constructor() {
    super();
    this.passkeys = null;
    this.said = null;
    this.fault = null;
    this.renaming = null;
    this.busy = false;
  }

  override createRenderRoot() {
    return this;
  }

  override firstUpdated(): void {
    void this.readPasskeys();
  }

  private async readPasskeys(): Promise<void> {
    const result = await send(this.environment, { method: 'GET', path: PATHS.ownPasskeys });
    if (result.kind === 'ok') this.passkeys = (result.body as Passkeys).passkeys;
    else this.fault = wordsOf(result);
  }

  private readonly add = async (): Promise<void> => {
    if (this.busy) return;
    this.busy = true;
    announce(PASSKEYS_SECTION.adding);
    const added = await addPasskey(this.environment);
    this.busy = false;
    if (added.isAdded && added.recoveryCodes) this.onCodes(added.recoveryCodes);
    await this.tell(added.isAdded ? PASSKEYS_SECTION.added : null, added.isAdded ? null : added.words);
  };

  private async rename(event: SubmitEvent, { id }: Passkey): Promise<void> {
    event.preventDefault();
    const name = String(new FormData(event.target as HTMLFormElement).get('name') ?? '').trim();
    if (name === '') return this.tell(null, PASSKEYS_SECTION.nameMissing);
    const change = { method: 'PUT', path: `${PATHS.ownPasskeys}/${id}`, body: { name } } as const;
    const result = await sendProved(this.environment, change);
    if (result.kind === 'ok') this.renaming = null;
    await this.tell(result.kind === 'ok' ? PASSKEYS_SECTION.renamed : null, wordsOf(result));
  }

  private async takeAway({ id, name }: Passkey): Promise<void> {
    const { removeTitle: title, removeAction: action } = PASSKEYS_SECTION;
    const lines = removeLines(name, this.passkeys?.length === 1, this.account.ways);
    if (!(await confirmed({ title, lines, action, warns: true }))) return;
    const change = { method: 'DELETE', path: `${PATHS.ownPasskeys}/${id}` } as const;
    const result = await sendProved(this.environment, change);
    await this.tell(result.kind === 'ok' ? PASSKEYS_SECTION.removed : null, wordsOf(result));
  }

  /** Shows what came of it, and the passkeys as they are. */
  private async tell(said: string | null, fault: string | null): Promise<void> {
    this.said = said;
    this.fault = fault;
    if (said !== null) {
      announce(said);
      await Promise.all([this.readPasskeys(), this.onChanged()]);
    }
    await this.updateComplete;
    // The button that was pressed may be gone.
    if (document.activeElement === document.body) this.querySelector<HTMLElement>('#passkeys-heading')?.focus();
  }

  private async beginRenaming(id: string | null): Promise<void> {
    const was = this.renaming;
    this.renaming = id;
    this.fault = null;
    await this.updateComplete;
    if (id !== null) this.querySelector<HTMLInputElement>('#passkey-name')?.select();
    else this.querySelector<HTMLElement>(`[data-rename="${was}"]`)?.focus();
  }

  private renderRename(passkey: Passkey): TemplateResult {
    return html`<form class="passkey__rename" novalidate @submit=${(event: SubmitEvent) => void this.rename(event, passkey)}>
      <label class="field__label" for="passkey-name">${PASSKEYS_SECTION.name}</label>
      <input class="field__input" id="passkey-name" name="name" maxlength="60" autocomplete="off" value=${passkey.name}>
      <div class="passkey__buttons">
        <button class="nhsuk-button nhsuk-button--small" type="submit">${PASSKEYS_SECTION.save}</button>
        <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" @click=${() => void this.beginRenaming(null)}>${PASSKEYS_SECTION.cancel}</button>
      </div>
    </form>`;
  }

  private renderPasskey(passkey: Passkey): TemplateResult {
    const { id, name, isSynced } = passkey;
    const look = 'nhsuk-button nhsuk-button--secondary nhsuk-button--small';
    const buttons = html`<div class="passkey__buttons">
      <button class=${look} type="button" data-rename=${id} aria-label=${renameOf(name)} @click=${() => void this.beginRenaming(id)}>${PASSKEYS_SECTION.rename}</button>
      <button class=${look} type="button" aria-label=${removeOf(name)} @click=${() => void this.takeAway(passkey)}>${PASSKEYS_SECTION.remove}</button>
    </div>`;
    return html`<li class="own-session passkey">
      <p class="own-session__device">${name}</p>
      <p>${passkeyUse(passkey, this.account.timeZone)}</p>
      ${isSynced ? html`<p>${PASSKEYS_SECTION.synced}</p>` : nothing}
      ${this.renaming === id ? this.renderRename(passkey) : buttons}
    </li>`;
  }

  private renderAdd(count: number): TemplateResult {
    if (!canUsePasskeys()) return html`<p>${PASSKEYS_SECTION.notHere}</p>`;
    const look = count < 2 ? 'nhsuk-button' : 'nhsuk-button nhsuk-button--secondary nhsuk-button--small';
    const { busy } = this;
    return html`<button class=${look} type="button" aria-disabled=${busy ? 'true' : nothing} @click=${this.add}>${busy ? PASSKEYS_SECTION.adding : PASSKEYS_SECTION.add}</button>`;
  }

  private renderPasskeys(passkeys: readonly Passkey[]): TemplateResult {
    const nudge = [PASSKEYS_SECTION.none, PASSKEYS_SECTION.onlyOne][passkeys.length];
    return html`${nudge === undefined ? nothing : html`<p class="passkeys__nudge">${nudge}</p>`}
      ${passkeys.length === 0 ? nothing : html`<ul class="own-sessions">${passkeys.map((passkey) => this.renderPasskey(passkey))}</ul>`}
      ${this.renderAdd(passkeys.length)}`;
  }

  override render() {
    const { passkeys, fault, said } = this;
    return html`<h2 id="passkeys-heading" tabindex="-1">${PASSKEYS_SECTION.heading}</h2>
      <p>${PASSKEYS_SECTION.hint}</p>
      <p>${PASSKEYS_SECTION.why}</p>
      ${fault === null ? nothing : html`<p class="no-board no-board--fault" role="alert">${fault}</p>`}
      ${said === null ? nothing : html`<p class="account__said">${said}</p>`}
      ${passkeys ? this.renderPasskeys(passkeys) : fault === null ? html`<p>${PASSKEYS_SECTION.loading}</p>` : nothing}`;
  }
}

/** null: all is well. */
function wordsOf(result: SendResult): string | null {
  if (result.kind === 'ok') return null;
  return result.kind === 'refused' ? result.problem.detail : ACCOUNT_PAGE.unreachable;
}

declare global {
  interface HTMLElementTagNameMap {
    'passkeys-section': PasskeysSection;
  }
}
