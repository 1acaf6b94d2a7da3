import { html, LitElement, nothing } from 'lit';
import type { StaffBoard, StaffBranch } from '../../../shared/wire/staff-board.ts';
import { branchNames, REPORT, reportTitle } from '../../../shared/words/staff-operations-report.ts';
import type { LiveView } from '../../live/live-board.ts';
import { errorSummary } from '../../parts/error-summary.ts';
import type { Face } from '../../staff/open-face.ts';
import type { Editor } from '../edits/editor.ts';
import { fetchPreview, type ShownPreview } from '../../staff/fetch-preview.ts';
import { previewView } from './preview-view.ts';
import { draftFaults, EMPTY_DRAFT, isForStaffOnly, type ReportDraft, saysNothing, toContent } from './report-draft.ts';
import { reportForm } from './report-form.ts';
import { rememberFocus } from '../keys/return-focus.ts';

type PreviewState =
  | { readonly kind: 'none' | 'waiting' | 'failed' }
  | { readonly kind: 'shown'; readonly of: ReportDraft; readonly shown: ShownPreview };

function keyOf(branches: readonly StaffBranch[]): string {
  return branches.map(({ slug }) => slug).join();
}

/** `r`: a report on one branch, or the same on several. */
export class ReportDialog extends LitElement {
  static override properties = {
    face: { attribute: false },
    view: { attribute: false },
    editor: { attribute: false },
    branches: { state: true },
    draft: { state: true },
    tried: { state: true },
    preview: { state: true },
  };

  declare face: Face;
  declare view: LiveView<StaffBoard>;
  declare editor: Editor;
  /** As they were when the report was begun; none while it is closed. */
  declare branches: readonly StaffBranch[];
  declare draft: ReportDraft;
  declare tried: boolean;
  declare preview: PreviewState;
  #giveFocusBack: () => void = () => {};
  /** Begun and not sent: it is there again when the same branches are reported on. */
  #kept: { readonly key: string; readonly draft: ReportDraft } | null = null;

  constructor() {
    super();
    this.branches = [];
    this.draft = EMPTY_DRAFT;
    this.tried = false;
    this.preview = { kind: 'none' };
  }

  override createRenderRoot() {
    return this;
  }

  open(branches: readonly StaffBranch[]): void {
    this.#giveFocusBack = rememberFocus();
    this.branches = branches;
    this.draft = this.#kept?.key === keyOf(branches) ? this.#kept.draft : EMPTY_DRAFT;
    this.tried = false;
    this.preview = { kind: 'none' };
    void this.updateComplete.then(() => this.querySelector('dialog')?.showModal());
  }

  #onClose(): void {
    this.#kept = saysNothing(this.draft) ? null : { key: keyOf(this.branches), draft: this.draft };
    this.branches = [];
    this.#giveFocusBack();
  }

  #onSend(event: Event): void {
    event.preventDefault();
    this.tried = true;
    if (draftFaults(this.draft).length > 0) {
      void this.updateComplete.then(() => this.querySelector<HTMLElement>('.error-summary')?.focus());
      return;
    }
    this.editor.say(this.branches, toContent(this.draft));
    this.draft = EMPTY_DRAFT;
    this.querySelector('dialog')?.close();
  }

  async #showPreview(): Promise<void> {
    const { draft } = this;
    const [first] = this.branches;
    this.tried = draftFaults(draft).length > 0;
    if (!first || this.tried) return;
    this.preview = { kind: 'waiting' };
    const shown = await fetchPreview(this.face.environment, first.slug, toContent(draft));
    this.preview = shown ? { kind: 'shown', of: draft, shown } : { kind: 'failed' };
  }

  #previewPart() {
    const { preview } = this;
    const text = preview.kind === 'shown' ? REPORT.previewAgain : REPORT.preview;
    return html`<section class="preview" aria-labelledby="preview-heading">
      <h3 id="preview-heading">${REPORT.previewHeading}</h3>
      <button class="mini" type="button" @click=${() => void this.#showPreview()}>${text}</button>
      <div role="status">
        ${preview.kind === 'waiting' ? html`<p>${REPORT.previewWaiting}</p>` : nothing}
        ${preview.kind === 'failed' ? html`<p>${REPORT.previewFailed}</p>` : nothing}
        ${preview.kind === 'shown' && preview.of !== this.draft ? html`<p class="preview__old">${REPORT.previewOld}</p>` : nothing}
      </div>
      ${preview.kind === 'shown' ? html`<div class="preview__shown">${previewView(preview.shown, this.view.now)}</div>` : nothing}
    </section>`;
  }

  override render() {
    const { branches, draft } = this;
    if (branches.length === 0) return nothing;
    const names = branches.map(({ name }) => name);
    const faults = this.tried ? draftFaults(draft) : [];
    return html`<dialog class="dialog dialog--report" aria-labelledby="report-title" @close=${() => this.#onClose()}>
      <form class="dialog__form report" novalidate @submit=${(event: Event) => this.#onSend(event)}>
        <h2 class="dialog__title" id="report-title" tabindex="-1" autofocus>${reportTitle(names)}</h2>
        <p>${branches.length > 1 ? html`${branchNames(names)}. ${REPORT.sameForAll} ` : nothing}${REPORT.onBehalf}</p>
        ${errorSummary(faults.map(({ message, field }) => ({ message, ...(field !== 'report' && { field: `report-${field === 'gps' ? 'expected' : field}` }) })))}
        <div class="report__columns">
          <div class="report__form">${reportForm({ draft, branches, faults, onDraft: (next) => (this.draft = next) })}</div>
          ${this.#previewPart()}
        </div>
        <div class="dialog__buttons">
          <button class="nhsuk-button nhsuk-button--small" type="submit">${isForStaffOnly(draft) ? REPORT.saveNote : REPORT.tellEveryone}</button>
          <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" @click=${() => this.querySelector('dialog')?.close()}>${REPORT.cancel}</button>
        </div>
      </form>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'report-dialog': ReportDialog;
  }
}
