import { html, LitElement, nothing } from 'lit';
import { toSetUpCode } from '../../shared/people/set-up-code.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { SetUpCodeAnswer } from '../../shared/wire/set-up-code.ts';
import { SET_UP_CODE } from '../../shared/words/set-up-code.ts';
import { SIGN_IN_PAGE } from '../../shared/words/sign-in-page.ts';
import { announce } from '../parts/announce.ts';
import { staffEnvironment } from '../staff/environment.ts';
import { send } from '../staff/send.ts';
import { textField } from './fields.ts';
import { faultsOfAnswer, type FormFaults, hasFaults, NO_FAULTS } from './form-faults.ts';
import { goToFaults, summaryOf, typedIn } from './send-form.ts';

/** Where somebody types the code of their sheet: the page then goes on as if its link had been opened. */
export class SetUpCode extends LitElement {
  static override properties = { faults: { state: true }, sending: { state: true } };
  declare private faults: FormFaults;
  declare private sending: boolean;
  readonly #environment = staffEnvironment();

  constructor() {
    super();
    this.faults = NO_FAULTS;
    this.sending = false;
  }

  override createRenderRoot() {
    return this;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.sending) return;
    const { code: typed = '' } = typedIn(event.target as HTMLFormElement);
    const code = toSetUpCode(typed);
    if (code === null) {
      this.faults = { fields: { code: SET_UP_CODE.wrong }, detail: null };
      return goToFaults(this);
    }
    this.faults = NO_FAULTS;
    this.sending = true;
    announce(SET_UP_CODE.submitting);
    const result = await send(this.#environment, { path: PATHS.setUpCode, body: { code }, tries: 2 });
    this.sending = false;
    if (result.kind === 'ok') {
      document.title = document.title.replace(SIGN_IN_PAGE.titleError, '');
      return location.replace(`#${(result.body as SetUpCodeAnswer).token}`);
    }
    this.faults = faultsOfAnswer(result, ['code'], SIGN_IN_PAGE.unreachable);
    return goToFaults(this);
  }

  override render() {
    const { faults, sending } = this;
    return html`${hasFaults(faults) ? summaryOf(faults) : nothing}
      <p>${SET_UP_CODE.intro}</p>
      <form class="account__form" novalidate @submit=${(event: SubmitEvent) => void this.#submit(event)}>
        ${textField({ id: 'code', label: SET_UP_CODE.label, hint: SET_UP_CODE.hint, autocomplete: 'off', fault: faults.fields.code ?? null })}
        <button class="nhsuk-button" type="submit" aria-disabled=${sending ? 'true' : nothing}>${sending ? SET_UP_CODE.submitting : SET_UP_CODE.submit}</button>
      </form>
      <p class="account__help">${SET_UP_CODE.link}</p>`;
  }
}
