import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { PATHS } from '../../../shared/wire/paths.ts';
import type { RecordFilters } from '../../../shared/wire/record.ts';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import { ERASE } from '../../../shared/words/erasure.ts';
import { RECORD, recordIsOf } from '../../../shared/words/record.ts';
import { LISTS, listIsOld } from '../../../shared/words/staff-people.ts';
import type { LiveView } from '../../live/live-board.ts';
import type { Face } from '../../staff/open-face.ts';
import { eraseNameForm } from './erase-forms.ts';
import { type LoadedRecord, type Loading, loadRecord, queryOf } from './load-record.ts';
import { recordFilters } from './record-filters.ts';
import { recordTable } from './record-table.ts';

type State = 'waiting' | 'done' | 'unreachable' | { readonly refused: string };

/** `/operations/record`: who came in, who was refused, and who changed or reported what. */
export class RecordScreen extends LitElement {
  static override properties = {
    face: { attribute: false },
    view: { attribute: false },
    filters: { state: true },
    loaded: { state: true },
    state: { state: true },
  };

  declare face: Face;
  declare view: LiveView<StaffBoard>;
  declare filters: RecordFilters;
  declare loaded: LoadedRecord | null;
  declare state: State;
  /** What was asked before the last question counts no more. */
  #asked = 0;

  constructor() {
    super();
    this.filters = {};
    this.loaded = null;
    this.state = 'waiting';
  }

  override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // What the element is given, it is given after this.
    queueMicrotask(() => void this.#load(null));
  }

  async #load(behind: LoadedRecord | null): Promise<void> {
    if (!this.isConnected) return;
    this.state = 'waiting';
    this.#asked += 1;
    const question = this.#asked;
    const answer: Loading = await loadRecord(this.face.environment, this.filters, behind);
    if (question !== this.#asked) return;
    if (answer.kind === 'loaded') this.loaded = answer.record;
    this.state =
      answer.kind === 'loaded' ? 'done' : answer.kind === 'refused' ? { refused: answer.detail } : 'unreachable';
    if (behind && answer.kind === 'loaded') await this.#focusFirstOf(behind);
  }

  /** The button that was pressed may be gone; what it brought is read on from there. */
  async #focusFirstOf({ lines }: LoadedRecord): Promise<void> {
    await this.updateComplete;
    const row = this.querySelectorAll<HTMLElement>('.record .people__row')[lines.length];
    row?.setAttribute('tabindex', '-1');
    row?.focus({ preventScroll: true });
  }

  #choose(filters: RecordFilters): void {
    this.filters = filters;
    void this.#load(null);
  }

  #clear(): void {
    this.#choose({});
    this.querySelector<HTMLElement>('#record-person')?.focus();
  }

  #eraser({ people }: LoadedRecord) {
    const chosen = people.find(({ id }) => id === this.filters.person);
    if (!chosen?.left) return nothing;
    const form = eraseNameForm(chosen.id, chosen.name, () => this.#clear());
    return html`<p><button class="mini" type="button" @click=${() => this.querySelector('form-dialog')?.open(form)}>${ERASE.nameAction}</button></p>`;
  }

  #status(): TemplateResult | typeof nothing {
    const { state, loaded, view } = this;
    const again = html`<button class="mini" type="button" @click=${() => void this.#load(null)}>${LISTS.again}</button>`;
    if (state === 'waiting') return html`<p>${RECORD.loading}</p>`;
    if (state === 'unreachable') {
      const old =
        loaded === null ? RECORD.unreachable : listIsOld(loaded.readAt, view.now, view.board.practice.timeZone);
      return html`<p class="list-fault"><strong>${old}</strong> ${again}</p>`;
    }
    return state === 'done' ? nothing : html`<p class="list-fault">${state.refused}</p>`;
  }

  #content({ lines, next, readAt }: LoadedRecord): TemplateResult {
    const { view, filters } = this;
    const zone = view.board.practice.timeZone;
    if (lines.length === 0) {
      return html`<p class="list-count"><strong>${queryOf(filters) === '' ? RECORD.nothing : RECORD.nothingSuch}</strong></p>`;
    }
    return html`<p class="list-count">${recordIsOf(readAt, view.now, zone)} <button class="mini" type="button" @click=${() => void this.#load(null)}>${RECORD.readAgain}</button></p>
      ${recordTable(lines, zone)}
      ${
        next === null
          ? html`<p class="list-count">${RECORD.end}</p>`
          : html`<button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small record-more" type="button" ?disabled=${this.state === 'waiting'} @click=${() => void this.#load(this.loaded)}>${RECORD.more}</button>`
      }`;
  }

  override render() {
    const { loaded, filters } = this;
    const query = queryOf(filters);
    return html`<div class="list-head">
        <div><h1 class="list-head__title" id="record-heading" tabindex="-1">${RECORD.title}</h1><p>${RECORD.intro}</p></div>
        ${loaded === null ? nothing : html`<a class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" href=${`${PATHS.recordFile}${query && '?'}${query}`} download>${RECORD.download}</a>`}
      </div>
      ${
        loaded === null
          ? nothing
          : recordFilters({
              filters,
              people: loaded.people,
              onChange: (name, value) => this.#choose({ ...filters, [name]: value === '' ? undefined : value }),
              onClear: () => this.#clear(),
            })
      }
      ${loaded === null ? nothing : this.#eraser(loaded)}
      <div class="list-status" role="status">${this.#status()}</div>
      ${loaded === null ? nothing : this.#content(loaded)}
      <form-dialog .face=${this.face}></form-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'record-screen': RecordScreen;
  }
}
