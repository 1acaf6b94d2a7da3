import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { saysSomething } from '../../shared/facts/check-report.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import { onBehalfLine, SHEET, SHEET_TITLES, tellWords } from '../../shared/words/staff-lead.ts';
import type { LiveView } from '../live/live-board.ts';
import { errorSummary } from '../parts/error-summary.ts';
import type { Face } from '../staff/open-face.ts';
import { faultsOf, isForStaffAlone, toContent } from './draft.ts';
import { formOf } from './forms.ts';
import { outcomeOf, outcomeTitle } from './outcomes.ts';
import { previewOf } from './patients-view.ts';
import { createPreview, type PreviewFeed } from './preview.ts';
import type { FlowState, ReportFlow } from './report-flow.ts';
import { saidMeanwhile } from './said-today.ts';

/** The sheet in which one thing is said of a branch, from the question to what patients read of it. */
export class LeadSheet extends LitElement {
  static override properties = {
    face: { attribute: false },
    flow: { attribute: false },
    state: { attribute: false },
    view: { attribute: false },
    onBehalf: { attribute: false },
    showsPreview: { state: true },
  };

  declare face: Face;
  declare flow: ReportFlow;
  declare state: FlowState | null;
  declare view: LiveView<StaffBoard>;
  declare onBehalf: boolean;
  declare showsPreview: boolean;
  #preview: PreviewFeed | null = null;
  /** What has the focus already: each step takes it once. */
  #shown = '';

  constructor() {
    super();
    this.state = null;
    this.showsPreview = false;
  }

  override createRenderRoot() {
    return this;
  }

  override updated(): void {
    const dialog = this.querySelector('dialog');
    const { state } = this;
    const isOpen = state?.isOpen ?? false;
    const shown = state && isOpen ? `${state.draft.kind} ${this.#stepOf(state)}` : '';
    if (isOpen && !dialog?.open) dialog?.showModal();
    if (!isOpen && dialog?.open) dialog.close();
    if (shown === this.#shown) return;
    if (this.#shown === '') this.showsPreview = state?.draft.kind === 'message';
    if (shown === '') this.#preview?.stop();
    this.#shown = shown;
    if (shown === '') return;
    dialog?.scrollTo(0, 0);
    this.#focusOf(state)?.focus();
  }

  /** A step with faults is another than without: its summary takes the focus. */
  #stepOf({ step }: FlowState): string {
    if (step.kind === 'form') return `form ${step.faults.map(({ message }) => message).join()}`;
    return step.kind === 'done' && step.quote !== 'reading' ? 'read' : step.kind;
  }

  /** One fault is shown at its field, several in a list over all. */
  #focusOf(state: FlowState | null): HTMLElement | null {
    const faults = state?.step.kind === 'form' ? state.step.faults : [];
    const field = faults[0] && this.querySelector<HTMLElement>(`#${faults[0].field}`);
    const alone = field?.querySelector('input') ?? field;
    return this.querySelector('.error-summary') ?? alone ?? this.querySelector('#sheet-title');
  }

  #submit(event: Event): void {
    event.preventDefault();
    // The button of the form says what is typed; taking back has a button of its own.
    if (this.state?.draft.kind === 'message') this.flow.change({ takeMessageBack: false });
    this.flow.submit();
  }

  #previewPart({ draft }: FlowState): TemplateResult {
    this.#preview ??= createPreview(this.face.environment, () => this.requestUpdate());
    const content = toContent(draft);
    const isWhole = faultsOf(draft).length === 0 && saysSomething(content) && !isForStaffAlone(content);
    if (this.showsPreview) this.#preview.want(draft.slug, isWhole ? content : null);
    return html`<details class="details sheet__preview" ?open=${this.showsPreview} @toggle=${(event: Event) => {
      this.showsPreview = (event.target as HTMLDetailsElement).open;
    }}>
      <summary class="details__summary"><span class="details__heading">${SHEET.preview}</span></summary>
      ${this.showsPreview ? previewOf(this.#preview.state(), this.view.now) : nothing}
    </details>`;
  }

  #form(state: FlowState, name: string): TemplateResult | typeof nothing {
    const { draft, step } = state;
    if (step.kind !== 'form') return nothing;
    const takeBack = () => {
      this.flow.change({ takeMessageBack: true });
      this.flow.submit();
    };
    const change = (part: Parameters<ReportFlow['change']>[0]) => this.flow.change(part);
    return html`<form class="sheet__form" novalidate @submit=${(event: Event) => this.#submit(event)}>
      <div class="sheet__content">
        ${step.faults.length > 1 || step.detail !== null ? errorSummary(step.faults, step.detail) : nothing} ${formOf({ draft, faults: step.faults, change, takeBack })}
        ${this.onBehalf ? html`<p class="field__hint">${onBehalfLine(name)}</p>` : nothing} ${this.#previewPart(state)}
        ${saidMeanwhile(this.view, draft, this.face.session()?.name ?? null)}
      </div>
      <div class="sheet__buttons sheet__buttons--stay">
        <button class="nhsuk-button sheet__tell">${tellWords(name, false)}</button>
        <button class="nhsuk-button nhsuk-button--secondary" type="button" @click=${() => this.flow.close()}>${SHEET.cancel}</button>
      </div>
    </form>`;
  }

  #content(state: FlowState): TemplateResult {
    const { draft, step } = state;
    const name = this.view.board.branches.find(({ slug }) => slug === draft.slug)?.name ?? draft.slug;
    const context = {
      flow: this.flow,
      slug: draft.slug,
      content: state.entry?.content ?? toContent(draft),
      hasDraft: state.entry?.draft !== null,
      now: this.view.now,
      me: this.face.session()?.name ?? null,
      signInPath: this.face.signInPath(),
    };
    return html`<h2 class="sheet__title" id="sheet-title" tabindex="-1">${step.kind === 'form' ? SHEET_TITLES[draft.kind] : outcomeTitle(step)} <span class="sheet__branch">${name}</span></h2>
      ${this.#form(state, name)}
      ${step.kind === 'form' ? nothing : html`<div class="sheet__content">${outcomeOf(step, context)}</div>`}`;
  }

  override render() {
    const { state } = this;
    return html`<dialog class="sheet" aria-labelledby="sheet-title" @close=${() => state?.isOpen && this.flow.close()}>
      ${state ? this.#content(state) : nothing}
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lead-sheet': LeadSheet;
  }
}
