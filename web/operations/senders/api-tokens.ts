import { html, LitElement, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { PATHS } from '../../../shared/wire/paths.ts';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import type { ApiToken, ApiTokens } from '../../../shared/wire/tokens.ts';
import { actionOn } from '../../../shared/words/staff-people.ts';
import {
  REVOKE_TOKEN_LINES,
  revokeTokenTitle,
  TOKENS,
  tokenMay,
  tokenValid,
} from '../../../shared/words/staff-tokens.ts';
import type { LiveView } from '../../live/live-board.ts';
import type { Face } from '../../staff/open-face.ts';
import type { Form } from '../forms/form.ts';
import { keepList } from '../lists/kept-list.ts';
import { listFrame } from '../lists/list-frame.ts';

/** The tokens by which other programs report and read, and their end. */
export class ApiTokensSection extends LitElement {
  static override properties = {
    face: { attribute: false },
    view: { attribute: false },
    open: { attribute: false },
  };

  declare face: Face;
  declare view: LiveView<StaffBoard>;
  /** Asks in a dialog before something is done. */
  declare open: (form: Form<object>) => void;
  readonly #tokens = keepList<ApiTokens>(this, () => ({ face: this.face, path: PATHS.tokens, now: this.view.now }));

  override createRenderRoot() {
    return this;
  }

  async #readAgain(): Promise<void> {
    await this.#tokens.read();
    await this.updateComplete;
    // The row that somebody was in is gone.
    if (document.activeElement === document.body) this.querySelector<HTMLElement>('#tokens-heading')?.focus();
  }

  #revoke({ id, name }: ApiToken): void {
    const onChanged = () => void this.#readAgain();
    this.open({
      draft: {},
      labels: {},
      fields: () => html``,
      check: () => [],
      title: revokeTokenTitle(name),
      lines: REVOKE_TOKEN_LINES,
      action: TOKENS.revokeAction,
      warns: true,
      request: () => ({ method: 'DELETE', path: `${PATHS.tokens}/${id}` }),
      done: TOKENS.revoked,
      isSettled: (status) => status === 404,
      stored: onChanged,
      failed: onChanged,
    });
  }

  #row(token: ApiToken): TemplateResult {
    const { board, now } = this.view;
    const nameOf = (slug: string) => board.branches.find((branch) => branch.slug === slug)?.name ?? slug;
    return html`<tr class="people__row">
      <th scope="row" class="people__name">${token.name}</th>
      <td data-label=${TOKENS.may}>${tokenMay(token, nameOf)}</td>
      <td data-label=${TOKENS.valid}>${tokenValid(token, now, board.practice.timeZone)}</td>
      <td class="people__do"><div class="people__actions"><button class="mini" type="button" aria-label=${actionOn(TOKENS.revoke, token.name)} @click=${() => this.#revoke(token)}>${TOKENS.revoke}</button></div></td>
    </tr>`;
  }

  #table({ tokens }: ApiTokens): TemplateResult {
    if (tokens.length === 0) return html`<p><strong>${TOKENS.none}</strong></p>`;
    return html`<table class="people">
      <caption class="nhsuk-u-visually-hidden">${TOKENS.caption}</caption>
      <thead>
        <tr>
          <th scope="col">${TOKENS.name}</th>
          <th scope="col">${TOKENS.may}</th>
          <th scope="col">${TOKENS.valid}</th>
          <th scope="col">${TOKENS.actions}</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          tokens,
          ({ id }) => id,
          (token) => this.#row(token),
        )}
      </tbody>
    </table>`;
  }

  override render() {
    return html`<section aria-labelledby="tokens-heading">
      <div class="list-head">
        <div><h2 class="list-head__title" id="tokens-heading" tabindex="-1">${TOKENS.title}</h2><p class="sender-intro">${TOKENS.intro}</p></div>
      </div>
      ${listFrame(this.#tokens, this.view, (list) => this.#table(list))}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'api-tokens': ApiTokensSection;
  }
}
