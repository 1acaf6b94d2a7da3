import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { StaffBoard, StaffBranch } from '../../../shared/wire/staff-board.ts';
import type { TimelineEntry } from '../../../shared/wire/timeline.ts';
import {
  arrivedLater,
  dayKey,
  TIMELINE,
  timelineText,
  timelineTitle,
  timelineWho,
} from '../../../shared/words/staff-operations-timeline.ts';
import { formatClock, formatDay } from '../../../shared/words/times.ts';
import { ERASE, eraseLabel } from '../../../shared/words/erasure.ts';
import type { LiveView } from '../../live/live-board.ts';
import { announce } from '../../parts/announce.ts';
import type { Face } from '../../staff/open-face.ts';
import { eraseTextForm } from '../record/erase-forms.ts';
import { loadDay, type LoadedTimeline, loadMore, NOTHING_LOADED, shownEntries } from './load-timeline.ts';
import { rememberFocus } from '../keys/return-focus.ts';

/** `t`: everything that was said of a branch, newest first. */
export class TimelineDialog extends LitElement {
  static override properties = {
    face: { attribute: false },
    view: { attribute: false },
    branch: { state: true },
    loaded: { state: true },
    loading: { state: true },
    day: { state: true },
    copyText: { state: true },
  };

  declare face: Face;
  declare view: LiveView<StaffBoard>;
  declare branch: StaffBranch | null;
  declare loaded: LoadedTimeline;
  declare loading: 'done' | 'waiting' | 'failed';
  /** `2019-12-31`; empty for all days. */
  declare day: string;
  /** What could not be copied by itself. */
  declare copyText: string | null;
  #giveFocusBack: () => void = () => {};

  constructor() {
    super();
    this.branch = null;
    this.loaded = NOTHING_LOADED;
    this.loading = 'done';
    this.day = '';
    this.copyText = null;
  }

  override createRenderRoot() {
    return this;
  }

  open(branch: StaffBranch): void {
    this.#giveFocusBack = rememberFocus();
    this.branch = branch;
    this.loaded = NOTHING_LOADED;
    this.day = '';
    this.copyText = null;
    void this.updateComplete.then(() => this.querySelector('dialog')?.showModal());
    void this.#load();
  }

  #zone(): string {
    return this.view.board.practice.timeZone;
  }

  async #load(): Promise<void> {
    const { branch, loaded, day } = this;
    if (!branch) return;
    this.loading = 'waiting';
    const { environment } = this.face;
    const next = day
      ? await loadDay(environment, branch.slug, loaded, day, this.#zone())
      : await loadMore(environment, branch.slug, loaded);
    // Closed, or another branch was opened meanwhile.
    if (this.branch !== branch) return;
    this.loaded = next ?? loaded;
    this.loading = next ? 'done' : 'failed';
  }

  #onDay(day: string): void {
    this.day = day;
    this.copyText = null;
    if (day) void this.#load();
  }

  #onClose(): void {
    this.branch = null;
    this.#giveFocusBack();
  }

  async #copy(): Promise<void> {
    const { branch } = this;
    if (!branch) return;
    const text = timelineText(branch.name, shownEntries(this.loaded, this.day, this.#zone()), this.#zone());
    try {
      await navigator.clipboard.writeText(text);
      announce(TIMELINE.copied);
    } catch {
      this.copyText = text;
      await this.updateComplete;
      this.querySelector<HTMLTextAreaElement>('#timeline-text')?.select();
    }
  }

  /** What was loaded says what is gone: all of it is read again. */
  #readAgain(): void {
    this.loaded = NOTHING_LOADED;
    void this.#load();
  }

  /** For admins alone: it cannot be undone. */
  #eraser({ seq, at, by, texts = [] }: TimelineEntry) {
    if (texts.length === 0 || this.face.session()?.role !== 'admin') return nothing;
    const label = eraseLabel(formatClock(Date.parse(at), this.#zone()), by);
    const open = () => this.querySelector('form-dialog')?.open(eraseTextForm(seq, texts, () => this.#readAgain()));
    return html`<button class="mini" type="button" aria-label=${label} @click=${open}>${ERASE.action}</button>`;
  }

  #entry(entry: TimelineEntry): TemplateResult {
    const zone = this.#zone();
    const later = arrivedLater(entry, zone);
    return html`<li class="log__item">
      <time class="log__time" datetime=${entry.at}>${formatClock(Date.parse(entry.at), zone)}</time>
      <div><p>${entry.sentence}</p>
        <p class="log__who">${timelineWho(entry)}${later === null ? nothing : html` · <strong>${later}</strong>`}</p>${this.#eraser(entry)}</div>
    </li>`;
  }

  #days(entries: readonly TimelineEntry[]): TemplateResult[] {
    const zone = this.#zone();
    const days = [...new Set(entries.map(({ at }) => dayKey(Date.parse(at), zone)))];
    return days.map((day) => {
      const of = entries.filter(({ at }) => dayKey(Date.parse(at), zone) === day);
      const first = of[0] ? formatDay(Date.parse(of[0].at), zone) : day;
      return html`<h3 class="log__day">${first}</h3><ol class="log" role="list">${of.map((entry) => this.#entry(entry))}</ol>`;
    });
  }

  #state(count: number) {
    switch (this.loading) {
      case 'waiting':
        return html`<p>${TIMELINE.loading}</p>`;
      case 'failed':
        return html`<p><strong>${TIMELINE.failed}</strong> <button class="mini" type="button" @click=${() => void this.#load()}>${TIMELINE.retry}</button></p>`;
      case 'done':
        if (count > 0) return nothing;
        return html`<p>${this.day ? TIMELINE.nothingThatDay : TIMELINE.nothing}</p>`;
    }
  }

  override render() {
    const { branch, loaded, day, loading } = this;
    if (!branch) return nothing;
    const entries = shownEntries(loaded, day, this.#zone());
    return html`<dialog class="dialog dialog--timeline" aria-labelledby="timeline-title" @close=${() => this.#onClose()}>
      <div class="dialog__form">
        <h2 class="dialog__title" id="timeline-title" tabindex="-1" autofocus>${timelineTitle(branch.name)}</h2>
        <div class="log__bar">
          <label class="log__filter">${TIMELINE.day} <input class="search__input" type="date" .value=${day} @change=${(event: Event) => this.#onDay((event.currentTarget as HTMLInputElement).value)}></label>
          ${day ? html`<button class="mini" type="button" @click=${() => this.#onDay('')}>${TIMELINE.allDays}</button>` : nothing}
          <button class="mini" type="button" ?disabled=${entries.length === 0} @click=${() => void this.#copy()}>${TIMELINE.copy}</button>
        </div>
        ${this.copyText === null ? nothing : html`<label class="field">${TIMELINE.copyHere}<textarea class="field__input" id="timeline-text" rows="8" readonly .value=${this.copyText}></textarea></label>`}
        <div class="log__days">${this.#days(entries)}</div>
        <div role="status">${this.#state(entries.length)}</div>
        <div class="dialog__buttons">
          ${loaded.hasMore && !day && loading === 'done' ? html`<button class="nhsuk-button nhsuk-button--small" type="button" @click=${() => void this.#load()}>${TIMELINE.more}</button>` : nothing}
          <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" @click=${() => this.querySelector('dialog')?.close()}>${TIMELINE.close}</button>
        </div>
      </div>
    </dialog>
    <form-dialog .face=${this.face}></form-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'timeline-dialog': TimelineDialog;
  }
}
