import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { posterPath } from '../../shared/wire/place-paths.ts';
import type { PublicBoard, PublicBranch } from '../../shared/wire/public-board.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import { type RecordedMessage, recordedMessage } from '../../shared/words/recorded-message.ts';
import { olderMessage, PHONE_LINE, readingTime } from '../../shared/words/staff-phone-line.ts';
import type { LiveView } from '../live/live-board.ts';
import type { Face } from '../staff/open-face.ts';
import { send } from '../staff/send.ts';
import { toast } from './announce.ts';
import { compareCopied, type CopiedMessages, keepCopied, readCopied } from './copied-messages.ts';
import { copied } from './copy.ts';

const READ_EVERY_MS = 30 * SECOND;

/**
 * The message for a branch's phone system, made of what patients see, and a warning once a message that was copied here is
 * not true any more. It reads the public board only while it is open or something was copied.
 */
export class PhoneLine extends LitElement {
  static override properties = {
    face: { attribute: false },
    view: { attribute: false },
    slug: { attribute: false },
    isOpen: { state: true },
    chosen: { state: true },
    board: { state: true },
    copies: { state: true },
  };

  declare face: Face;
  declare view: LiveView<StaffBoard>;
  /** The one branch that it is about; null: the person chooses. */
  declare slug: string | null;
  declare isOpen: boolean;
  declare chosen: string | null;
  declare board: PublicBoard | 'loading' | 'unreachable';
  declare copies: CopiedMessages;
  #readOf = -1;
  #readAt = Number.NEGATIVE_INFINITY;
  #isReading = false;

  constructor() {
    super();
    this.slug = null;
    this.isOpen = false;
    this.chosen = null;
    this.board = 'loading';
    this.copies = readCopied();
  }

  override createRenderRoot() {
    return this;
  }

  override updated(): void {
    const isNeeded = this.isOpen || Object.keys(this.copies).length > 0;
    const elapsed = this.face.environment.monotonic();
    const isDue = this.#readOf !== this.view.board.seq || elapsed - this.#readAt >= READ_EVERY_MS;
    if (isNeeded && isDue && !this.#isReading) void this.#read();
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    this.#readOf = this.view.board.seq;
    this.#readAt = this.face.environment.monotonic();
    const result = await send(this.face.environment, { method: 'GET', path: PATHS.publicBoard, tries: 2 });
    this.#isReading = false;
    this.board = result.kind === 'ok' ? (result.body as PublicBoard) : 'unreachable';
    this.#compare();
  }

  #compare(): void {
    const { now } = this.view;
    const changedAt = (slug: string): Instant | null => {
      const stamp = this.#branch(slug)?.changedAt ?? null;
      return stamp === null ? null : Date.parse(stamp);
    };
    this.#keep(compareCopied(this.copies, (slug) => this.#message(slug)?.text ?? null, changedAt, now));
  }

  #keep(copies: CopiedMessages): void {
    this.copies = copies;
    keepCopied(copies);
  }

  #branch(slug: string): PublicBranch | null {
    if (typeof this.board === 'string') return null;
    return this.board.branches.find((branch) => branch.slug === slug) ?? null;
  }

  #message(slug: string): RecordedMessage | null {
    const branch = this.#branch(slug);
    return branch && recordedMessage(branch, { now: this.view.now, zone: this.view.board.practice.timeZone });
  }

  /** The branch in trouble first: nobody records a message for a day on which all works. */
  #shown(): string {
    const { branches } = this.view.board;
    const first = branches.find(({ state }) => state === 'degraded') ?? branches[0];
    return this.slug ?? this.chosen ?? first?.slug ?? '';
  }

  async #copy(slug: string): Promise<void> {
    const field = this.querySelector<HTMLTextAreaElement>('#phone-line-text');
    if (!field) return;
    if (!(await copied(field))) return toast(PHONE_LINE.notCopied, 'fault');
    this.#keep({ ...this.copies, [slug]: { text: field.value, at: this.view.now, oldSince: null } });
    this.querySelector<HTMLElement>('#phone-line-copy')?.focus();
    toast(PHONE_LINE.copied);
  }

  #warnings(): readonly string[] {
    const { board, now } = this.view;
    return Object.entries(this.copies).flatMap(([slug, { at, oldSince }]) => {
      if (oldSince === null || (this.slug !== null && this.slug !== slug)) return [];
      const name = board.branches.find((branch) => branch.slug === slug)?.name ?? slug;
      return [olderMessage(name, at, oldSince, now, board.practice.timeZone)];
    });
  }

  #choice(shown: string): TemplateResult | typeof nothing {
    if (this.slug !== null) return nothing;
    return html`<div class="field">
      <label class="field__label" for="phone-line-branch">${PHONE_LINE.branch}</label>
      <select class="field__input" id="phone-line-branch" @change=${(event: Event) => {
        this.chosen = (event.currentTarget as HTMLSelectElement).value;
      }}>
        ${this.view.board.branches.map(({ slug, name }) => html`<option value=${slug} .selected=${slug === shown}>${name}</option>`)}
      </select>
    </div>`;
  }

  #text(slug: string): TemplateResult {
    const message = this.#message(slug);
    if (!message) {
      return html`<p role="status">${this.board === 'loading' ? PHONE_LINE.loading : PHONE_LINE.unreachable}</p>`;
    }
    const { freshness } = this.view;
    const isOld = freshness === 'stale' || freshness === 'dead';
    return html`<div class="field">
        <label class="field__label" for="phone-line-text">${PHONE_LINE.text}</label>
        <p class="field__hint" id="phone-line-time">${readingTime(message.seconds)}</p>
        <textarea class="field__input phone-line__text" id="phone-line-text" readonly rows="11" aria-describedby="phone-line-time" .value=${message.text}></textarea>
      </div>
      ${isOld ? html`<p><strong>${PHONE_LINE.old}</strong></p>` : nothing}
      <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" id="phone-line-copy" type="button" @click=${() => void this.#copy(slug)}>${PHONE_LINE.copy}</button>`;
  }

  #body(): TemplateResult {
    const shown = this.#shown();
    return html`<div class="phone-line__body">
      <p>${PHONE_LINE.intro}</p>
      ${this.#choice(shown)} ${this.#text(shown)}
      <p><a class="link-line" href=${posterPath(shown)}>${PHONE_LINE.poster}</a></p>
    </div>`;
  }

  override render() {
    const warnings = this.#warnings();
    return html`<section class="phone-line" aria-labelledby="phone-line">
      <div class="phone-line__warnings" role="status">${warnings.map((text) => html`<p class="phone-line__old">${text}</p>`)}</div>
      <details @toggle=${(event: Event) => {
        this.isOpen = (event.currentTarget as HTMLDetailsElement).open;
      }}>
        <summary class="phone-line__summary"><h2 class="phone-line__title" id="phone-line">${PHONE_LINE.title}</h2></summary>
        ${this.isOpen ? this.#body() : nothing}
      </details>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'phone-line': PhoneLine;
  }
}
