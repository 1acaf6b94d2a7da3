import { html, LitElement, type TemplateResult } from 'lit';
import { SECOND } from '../../shared/practice/instant.ts';
import { seeChanges, type SeenChanges } from '../../shared/wallboard/changes.ts';
import { type TileGrid, tileGrid } from '../../shared/wallboard/tile-grid.ts';
import { PLACE_PATHS } from '../../shared/wire/place-paths.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import { WALLBOARD } from '../../shared/words/staff-wallboard.ts';
import type { LiveView } from '../live/live-board.ts';
import { keepTicking, keepUpdated } from '../staff/keep-updated.ts';
import { openFace, showElement } from '../staff/open-face.ts';
import { boardView } from './board-view.ts';
import { type Choices, readChoices, storedOrder, storeOrder } from './choices.ts';
import { deadView, waitingView } from './cover-view.ts';
import { openPairing } from '../waiting-room/pairing.ts';
import { pairingView } from './pairing-view.ts';
import { pairingEnvironment } from './post-pairing.ts';

/** The watch over the script is wound up this often. */
const WIND_EVERY_MS = 5 * SECOND;

class WallboardPage extends LitElement {
  readonly #face = openFace({ face: 'wallboard', onSignedOut: () => this.#pair() });
  #choices: Choices = readChoices(location.search, storedOrder());
  #pairing: ReturnType<typeof openPairing> | null = null;
  #board: StaffBoard | null = null;
  #seen: SeenChanges = {};
  #grid: TileGrid | null = null;

  constructor() {
    super();
    keepUpdated(this, this.#face);
    keepTicking(this, this.#face.environment, SECOND);
    document.documentElement.dataset['theme'] = this.#choices.theme;
  }

  override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('resize', this.#onResize, { passive: true });
    addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('resize', this.#onResize);
    removeEventListener('keydown', this.#onKey);
  }

  readonly #onResize = () => this.requestUpdate();

  readonly #onKey = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
    if (key !== 't' || ctrlKey || metaKey || altKey) return;
    const order = this.#choices.order === 'fixed' ? 'trouble' : 'fixed';
    this.#choices = { ...this.#choices, order };
    storeOrder(order);
    this.requestUpdate();
  };

  #pair(): void {
    this.#pairing ??= openPairing(pairingEnvironment(this.#face.environment), {
      onChange: () => this.requestUpdate(),
      onPaired: (as) => this.#begin(as),
    });
    this.requestUpdate();
  }

  /** Operations decide what a screen becomes, whatever page showed the code. */
  #begin(as: 'wallboard' | 'waiting-room'): void {
    if (as === 'wallboard') this.#face.reload();
    else this.#face.environment.goTo(PLACE_PATHS.waitingRoom);
  }

  #show(view: LiveView<StaffBoard>): TemplateResult {
    if (view.freshness === 'dead') return deadView(view);
    const { board, now } = view;
    if (this.#board) this.#seen = seeChanges(this.#seen, this.#board, board, now);
    this.#board = board;
    this.#grid = tileGrid(board.branches.length, { width: innerWidth, height: innerHeight });
    return boardView(view, {
      order: this.#choices.order,
      grid: this.#grid,
      seen: this.#seen,
      watch: this.#face.watch(),
    });
  }

  /** A page whose script no longer runs says so by the style sheet alone, which nobody winds up any more. */
  #watch(): TemplateResult {
    const beat = Math.floor(this.#face.environment.monotonic() / WIND_EVERY_MS) % 2;
    return html`<div class=${`watch watch--${beat === 0 ? 'a' : 'b'}`} data-words=${WALLBOARD.stopped} aria-hidden="true"></div>`;
  }

  override willUpdate(): void {
    if (this.#face.board().kind === 'ended') this.#pair();
  }

  override render() {
    const state = this.#face.board();
    if (this.#pairing) return html`${pairingView(this.#face.practice, this.#pairing.state())}${this.#watch()}`;
    const shown =
      state.kind === 'open'
        ? this.#show(state.view)
        : waitingView(state.kind === 'loading' ? 'loading' : 'unreachable');
    return html`${shown}${this.#watch()}`;
  }

  override updated(): void {
    if (!this.#grid) return;
    const { columns, rows, scale, gap, header, footer } = this.#grid;
    const sizes = { columns, rows, scale, gap, header, footer };
    for (const [name, value] of Object.entries(sizes)) this.style.setProperty(`--${name}`, String(value));
  }
}

customElements.define('branchboard-wallboard', WallboardPage);
showElement('branchboard-wallboard');
