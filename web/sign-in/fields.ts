import { html, nothing, type TemplateResult } from 'lit/html.js';
import { SIGN_IN_PAGE } from '../../shared/words/sign-in-page.ts';
import { announce } from '../parts/announce.ts';

export interface TextField {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly fault: string | null;
  readonly type?: 'text' | 'email' | 'password';
  readonly autocomplete:
    | 'one-time-code'
    | 'name'
    | 'username'
    | 'username webauthn'
    | 'current-password'
    | 'new-password'
    | 'off';
  /** A phone shows its digits for it. */
  readonly digits?: boolean;
  /** What stands in it and cannot be changed. */
  readonly fixed?: string | null;
  /** Stands beside the field. */
  readonly button?: TemplateResult;
}

/** A field with its label, its hint and what is wrong with it, each said once by a screen reader. */
export function textField(options: TextField): TemplateResult {
  const { id, label, hint, fault, type = 'text', autocomplete, digits, fixed = null, button = nothing } = options;
  const describedBy = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return html`<div class="field">
    <label class="field__label" for=${id}>${label}</label>
    ${hint ? html`<p class="field__hint" id="${id}-hint">${hint}</p>` : nothing}
    ${fault === null ? nothing : html`<p class="field__fault" id="${id}-fault">${fault}</p>`}
    <div class="field__row">
      <input class="field__input" id=${id} name=${id} type=${type} autocomplete=${autocomplete} inputmode=${digits ? 'numeric' : nothing}
        aria-describedby=${describedBy || nothing} aria-invalid=${fault === null ? nothing : 'true'}
        autocapitalize=${autocomplete === 'name' ? 'words' : 'none'} spellcheck="false"
        ?readonly=${fixed !== null} value=${fixed ?? nothing}>
      ${button}
    </div>
  </div>`;
}

function toggle(event: Event): void {
  const button = event.currentTarget as HTMLButtonElement;
  const input = button.ownerDocument.getElementById(button.getAttribute('aria-controls') ?? '');
  if (!(input instanceof HTMLInputElement)) return;
  const isShown = input.type === 'text';
  input.type = isShown ? 'password' : 'text';
  button.textContent = isShown ? SIGN_IN_PAGE.show : SIGN_IN_PAGE.hide;
  button.setAttribute('aria-label', isShown ? SIGN_IN_PAGE.showPassword : SIGN_IN_PAGE.hidePassword);
  announce(isShown ? SIGN_IN_PAGE.hidden : SIGN_IN_PAGE.shown);
}

/** A field for a password, which can be looked at: on a phone nobody types twelve letters blind. */
export function passwordField(options: Omit<TextField, 'type' | 'button'>): TemplateResult {
  const button = html`<button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small field__toggle" type="button"
    aria-controls=${options.id} aria-label=${SIGN_IN_PAGE.showPassword} @click=${toggle}>${SIGN_IN_PAGE.show}</button>`;
  return textField({ ...options, type: 'password', button });
}
