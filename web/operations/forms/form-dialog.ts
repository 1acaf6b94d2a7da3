import { html, LitElement, nothing } from 'lit';
import { FORM } from '../../../shared/words/staff-forms.ts';
import { toast } from '../../parts/announce.ts';
import { confirmed } from '../../parts/confirm.ts';
import { errorSummary } from '../../parts/error-summary.ts';
import type { Face } from '../../staff/open-face.ts';
import { sendProved } from '../../parts/send-proved.ts';
import { fieldId, fieldOf, type Form, type FormFault } from './form.ts';
import { rememberFocus } from '../keys/return-focus.ts';

type State =
  | { readonly kind: 'open' | 'sending' | 'unreachable' }
  | { readonly kind: 'refused'; readonly detail: string };

/** A key, and the text that it was made for: another text is another thing that is said. */
interface Sent {
  readonly key: string;
  readonly text: string;
}

/** One form at a time, over the page. What was filled in stays until it is stored or given up. */
export class FormDialog extends LitElement {
  static override properties = {
    face: { attribute: false },
    form: { state: true },
    draft: { state: true },
    faults: { state: true },
    state: { state: true },
  };

  declare face: Face;
  declare form: Form<object> | null;
  declare draft: object;
  declare faults: readonly FormFault[];
  declare state: State;
  #giveFocusBack: () => void = () => {};
  #sent: Sent | null = null;
  #begun = '';
  #answered: (() => void) | null = null;
  #lost = false;

  constructor() {
    super();
    this.form = null;
    this.draft = {};
    this.faults = [];
    this.state = { kind: 'open' };
  }

  override createRenderRoot() {
    return this;
  }

  open<D extends object>(form: Form<D>): void {
    this.#giveFocusBack = rememberFocus();
    this.#sent = null;
    this.#answered = null;
    this.#lost = false;
    this.form = form as unknown as Form<object>;
    this.draft = form.draft;
    this.#begun = JSON.stringify(form.draft);
    this.faults = [];
    this.state = { kind: 'open' };
    void this.updateComplete.then(() => this.querySelector('dialog')?.showModal());
  }

  /** Something was filled in that is not stored yet. */
  isBusy(): boolean {
    return this.form !== null && JSON.stringify(this.draft) !== this.#begun;
  }

  #onClosed(): void {
    this.form = null;
    this.#giveFocusBack();
    this.#answered?.();
  }

  /** Esc must not throw away what somebody has typed for minutes. */
  async #giveUp(event: Event): Promise<void> {
    event.preventDefault();
    if (this.state.kind === 'sending') return;
    const { giveUp: title, giveUpMore, giveUpAction: action, goOn: cancel } = FORM;
    const given = !this.isBusy() || (await confirmed({ title, lines: [giveUpMore], action, cancel, warns: true }));
    if (given) this.querySelector('dialog')?.close();
  }

  #set(change: object): void {
    this.draft = { ...this.draft, ...change };
    if (this.faults.length > 0 && this.form) this.faults = this.form.check(this.draft);
    if (this.state.kind !== 'sending') this.state = { kind: 'open' };
  }

  #keyFor(request: object): string {
    const text = JSON.stringify(request);
    if (this.#sent?.text !== text) this.#sent = { text, key: this.face.environment.newKey() };
    return this.#sent.key;
  }

  async #onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const { form, draft } = this;
    if (!form || this.state.kind === 'sending') return;
    this.faults = form.check(draft);
    if (this.faults.length > 0) return this.#showFaults();
    this.state = { kind: 'sending' };
    const request = form.request(draft);
    const result = await sendProved(this.face.environment, { ...request, key: this.#keyFor(request) });
    if (result.kind === 'ok' || (result.kind === 'refused' && form.isSettled?.(result.status))) {
      this.#answered = () => form.stored?.(result.kind === 'ok' ? result.body : null);
      this.querySelector('dialog')?.close();
      toast(form.done);
      return;
    }
    form.failed?.();
    if (result.kind === 'unreachable') {
      this.#lost = true;
      this.state = { kind: 'unreachable' };
    } else {
      this.faults = result.problem.faults;
      const { detail } = result.problem;
      this.state = { kind: 'refused', detail: this.#lost && form.afterLost ? `${detail} ${form.afterLost}` : detail };
      this.#showFaults();
    }
  }

  #showFaults(): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.error-summary')?.focus());
  }

  #summary(form: Form<object>) {
    const detail = this.state.kind === 'refused' ? this.state.detail : null;
    const faults = this.faults.map((fault) => {
      const field = fieldOf(fault);
      const label = form.labels[field];
      const message = label === undefined ? fault.message : `${label}: ${fault.message}`;
      return label === undefined ? { message } : { message, field: fieldId(field) };
    });
    return errorSummary(faults, detail);
  }

  override render() {
    const { form, draft, faults, state } = this;
    if (!form) return nothing;
    const faultOf = (field: string) => faults.find((fault) => fieldOf(fault) === field)?.message ?? null;
    const button = form.warns ? 'nhsuk-button nhsuk-button--warning' : 'nhsuk-button';
    return html`<dialog class="dialog dialog--form" aria-labelledby="form-title-heading" @close=${() => this.#onClosed()} @cancel=${(event: Event) => void this.#giveUp(event)}>
      <form class="dialog__form form" novalidate @submit=${(event: Event) => void this.#onSubmit(event)}>
        <h2 class="dialog__title" id="form-title-heading" tabindex="-1" autofocus>${form.title}</h2>
        ${(form.lines ?? []).map((line) => html`<p>${line}</p>`)}
        ${this.#summary(form)}
        ${form.fields({ draft, set: (change) => this.#set(change), faultOf })}
        <div role="status">${state.kind === 'unreachable' ? html`<p class="form__stuck"><strong>${FORM.unreachable}</strong> ${FORM.unreachableMore}</p>` : nothing}</div>
        <div class="dialog__buttons">
          <button class="${button} nhsuk-button--small" type="submit" aria-disabled=${state.kind === 'sending' ? 'true' : nothing}>${state.kind === 'sending' ? FORM.sending : state.kind === 'unreachable' ? FORM.again : form.action}</button>
          <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" @click=${(event: Event) => void this.#giveUp(event)}>${FORM.cancel}</button>
        </div>
      </form>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'form-dialog': FormDialog;
  }
}
