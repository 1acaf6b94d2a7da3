import { html, LitElement, nothing } from 'lit';
import { SECOND } from '../../../shared/practice/instant.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import type { NewSender, Sender, Senders } from '../../../shared/wire/senders.ts';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import { CANARY_LINES, isHeardWords, SENDERS, senderCount, WHY_LINES } from '../../../shared/words/staff-senders.ts';
import type { LiveView } from '../../live/live-board.ts';
import { announce } from '../../parts/announce.ts';
import { keepTicking } from '../../staff/keep-updated.ts';
import type { Face } from '../../staff/open-face.ts';
import type { Form } from '../forms/form.ts';
import { keepList } from '../lists/kept-list.ts';
import { listFrame } from '../lists/list-frame.ts';
import { keepToken, type MadeSender, openToken } from './open-token.ts';
import { revokeForm, type SenderOwner, setUpForm } from './sender-forms.ts';
import { senderRows } from './sender-rows.ts';
import { sendersTable } from './senders-table.ts';

const LOOK_EVERY_MS = 3 * SECOND;
/** Ten minutes, and then the list's own pace will do: a session must be able to end. */
const LOOKS = 200;
const AGES_MS = 1_000;

/** `/operations/senders`: how each branch tells that it has its line, and what it does that with. */
export class SendersScreen extends LitElement {
  static override properties = {
    face: { attribute: false },
    view: { attribute: false },
    made: { state: true },
  };

  declare face: Face;
  declare view: LiveView<StaffBoard>;
  /** The token that was made last, until it is hidden. */
  declare made: MadeSender | null;
  #isTicking = false;
  readonly #senders = keepList<Senders>(this, () => ({ face: this.face, path: PATHS.senders, now: this.view.now }));

  constructor() {
    super();
    this.made = openToken();
  }

  override createRenderRoot() {
    return this;
  }

  protected override firstUpdated(): void {
    if (!this.#isTicking) keepTicking(this, this.face.environment, AGES_MS);
    this.#isTicking = true;
    if (this.made && !this.made.isHeard) void this.#awaitBeat(this.made.made.sender);
  }

  #show(made: MadeSender | null): void {
    keepToken(made);
    this.made = made;
  }

  #open<D extends object>(form: Form<D>): void {
    this.querySelector('form-dialog')?.open(form);
  }

  readonly #openForm = (form: Form<object>) => this.#open(form);

  #focus(selector: string): void {
    void this.updateComplete.then(() => {
      const place = this.querySelector<HTMLElement>(selector);
      place?.focus();
      place?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    });
  }

  readonly #onChanged = () => void this.#readAgain();

  async #readAgain(): Promise<void> {
    await this.#senders.read();
    await this.updateComplete;
    // The row that somebody was in may be gone now.
    if (document.activeElement === document.body) this.#focus('#senders-heading');
  }

  #setUp(owner: SenderOwner): void {
    const onMade = (made: NewSender) => {
      this.#show({ owner, made, isHeard: false });
      void this.#awaitBeat(made.sender);
      this.#focus('#sender-heading');
    };
    this.#open(setUpForm(owner, onMade, this.#onChanged));
  }

  #find(id: string): Sender | null {
    const state = this.#senders.state();
    return state.kind === 'open' ? (state.list.senders.find((one) => one.id === id) ?? null) : null;
  }

  /** Looks whether the token that was just made is in use, and says so. */
  async #awaitBeat({ id }: Sender, looks = LOOKS): Promise<void> {
    await this.#senders.read();
    const { made } = this;
    if (!this.isConnected || made?.made.sender.id !== id) return;
    if (this.#find(id)?.lastBeatAt) {
      this.#show({ ...made, isHeard: true });
      announce(isHeardWords(made.owner.name));
    } else if (looks > 0) {
      this.face.environment.after(LOOK_EVERY_MS, () => void this.#awaitBeat(made.made.sender, looks - 1));
    }
  }

  #revoke(owner: SenderOwner, sender: Sender, isOnly: boolean): void {
    const { now, board } = this.view;
    const onChanged = () => {
      if (this.made?.made.sender.id === sender.id) this.#show(null);
      this.#onChanged();
    };
    this.#open(revokeForm({ owner, sender, isOnly, now, zone: board.practice.timeZone, onChanged }));
  }

  #hide(): void {
    this.#show(null);
    this.#focus('#senders-heading');
  }

  #table({ senders }: Senders) {
    const { board, now } = this.view;
    const rows = senderRows(board.branches, senders, this.#senders.readAt(), this.face.watch());
    const having = board.branches.filter(({ slug }) => senders.some(({ branch }) => branch === slug)).length;
    const hasCanary = senders.some(({ branch }) => branch === null);
    return html`<div class="sender-state">
        ${having === 0 ? html`<p><strong>${SENDERS.noSenders}</strong> ${SENDERS.noSendersMore}</p>` : html`<p>${senderCount(having, board.branches.length)}</p>`}
        ${hasCanary ? nothing : html`<p class="sender-state__missing"><strong>${SENDERS.noCanary}</strong> ${SENDERS.noCanaryMore}</p>`}
      </div>
      ${sendersTable({
        rows,
        now,
        zone: board.practice.timeZone,
        onSetUp: (owner) => this.#setUp(owner),
        onRevoke: (owner, sender) =>
          this.#revoke(owner, sender, senders.filter(({ branch }) => branch === owner.slug).length === 1),
      })}`;
  }

  #guide(title: string, lines: readonly string[]) {
    return html`<details class="how-to">
      <summary>${title}</summary>
      <div class="how-to__steps sender-guide">${lines.map((line) => html`<p>${line}</p>`)}</div>
    </details>`;
  }

  override render() {
    const { face, view, made } = this;
    return html`<div class="list-head">
        <div><h1 class="list-head__title" id="senders-heading" tabindex="-1">${SENDERS.title}</h1><p class="sender-intro">${SENDERS.intro}</p></div>
      </div>
      ${made === null ? nothing : html`<sender-card .face=${face} .owner=${made.owner} .token=${made.made.token} .isHeard=${made.isHeard} @done=${() => this.#hide()}></sender-card>`}
      ${listFrame(this.#senders, view, (list) => this.#table(list))}
      ${this.#guide(SENDERS.why, WHY_LINES)} ${this.#guide(SENDERS.canaryGuide, CANARY_LINES)}
      <api-tokens .face=${face} .view=${view} .open=${this.#openForm}></api-tokens>
      <form-dialog .face=${face}></form-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'senders-screen': SendersScreen;
  }
}
