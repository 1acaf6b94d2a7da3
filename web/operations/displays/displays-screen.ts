import { html, LitElement } from 'lit';
import { SECOND } from '../../../shared/practice/instant.ts';
import type { Display, Displays } from '../../../shared/wire/displays.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import { STAFF_PATHS } from '../../../shared/wire/staff-paths.ts';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import { DISPLAYS, displayCount, isOnWords } from '../../../shared/words/staff-displays.ts';
import type { LiveView } from '../../live/live-board.ts';
import { announce } from '../../parts/announce.ts';
import type { Face } from '../../staff/open-face.ts';
import type { Form } from '../forms/form.ts';
import { keepList } from '../lists/kept-list.ts';
import { listFrame } from '../lists/list-frame.ts';
import { onlyHere } from '../lists/only-here.ts';
import { moveForm, pairForm, removeForm } from './display-forms.ts';
import { displaysTable } from './displays-table.ts';

const LOOK_EVERY_MS = 2 * SECOND;
/** A wallboard asks every three seconds whether it was let in. */
const LOOKS = 10;

/** `/operations/displays`: the screens that are let in, and the one that asks to be. */
export class DisplaysScreen extends LitElement {
  static override properties = { face: { attribute: false }, view: { attribute: false } };

  declare face: Face;
  declare view: LiveView<StaffBoard>;
  readonly #displays = keepList<Displays>(this, () => ({
    face: this.face,
    path: PATHS.displays,
    now: this.view.now,
  }));

  override createRenderRoot() {
    return this;
  }

  #open<D extends object>(form: Form<D>): void {
    this.querySelector('form-dialog')?.open(form);
  }

  readonly #onChanged = () => void this.#readAgain();

  async #readAgain(): Promise<void> {
    await this.#displays.read();
    await this.updateComplete;
    // The row that somebody was in may be gone now.
    if (document.activeElement === document.body) this.querySelector<HTMLElement>('#displays-heading')?.focus();
  }

  /** Looks whether a screen that was just let in has come up, and says so. */
  async #awaitDisplay({ id, name }: Display, looks = LOOKS): Promise<void> {
    await this.#displays.read();
    const state = this.#displays.state();
    if (!this.isConnected || state.kind !== 'open') return;
    const display = state.list.displays.find((one) => one.id === id);
    if (display?.lastSeenAt) announce(isOnWords(name));
    else if (display && looks > 0) {
      this.face.environment.after(LOOK_EVERY_MS, () => void this.#awaitDisplay(display, looks - 1));
    }
  }

  #pair(): void {
    this.#open(pairForm(this.view.board.branches, (display) => void this.#awaitDisplay(display), this.#onChanged));
  }

  #table({ displays }: Displays) {
    const { board, now } = this.view;
    const readAt = this.#displays.readAt();
    const zone = board.practice.timeZone;
    const { branches } = board;
    const onMove = (display: Display) => this.#open(moveForm(display, branches, this.#onChanged));
    const onRemove = (display: Display) => this.#open(removeForm(display, this.#onChanged));
    if (displays.length === 0)
      return html`<p class="list-count"><strong>${DISPLAYS.none}</strong></p>${this.#howTo(true)}`;
    return html`<p class="list-count">${displayCount(displays.length)}</p>
      ${displaysTable({ displays, readAt, now, zone, branches, onMove, onRemove })}
      ${this.#howTo(false)}`;
  }

  #howTo(isOpen: boolean) {
    const wallboard = `${location.origin}${STAFF_PATHS.wallboard}`;
    const waitingRoom = `${location.origin}${PATHS.waitingRoom}`;
    return html`<details class="how-to" ?open=${isOpen}>
      <summary>${DISPLAYS.how}</summary>
      <ol class="how-to__steps">
        <li>${DISPLAYS.open} <strong class="how-to__address">${wallboard}</strong>${onlyHere(wallboard)}<br>
          ${DISPLAYS.openWaitingRoom} <strong class="how-to__address">${waitingRoom}</strong></li>
        <li>${DISPLAYS.code}</li>
        <li>${DISPLAYS.type}</li>
      </ol>
      <p>${DISPLAYS.unpaired}</p>
    </details>`;
  }

  override render() {
    const { face, view } = this;
    return html`<div class="list-head">
        <div><h1 class="list-head__title" id="displays-heading" tabindex="-1">${DISPLAYS.title}</h1><p>${DISPLAYS.intro}</p></div>
        <button class="nhsuk-button nhsuk-button--small" type="button" @click=${() => this.#pair()}>${DISPLAYS.pair}</button>
      </div>
      ${listFrame(this.#displays, view, (list) => this.#table(list))}
      <form-dialog .face=${face}></form-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'displays-screen': DisplaysScreen;
  }
}
