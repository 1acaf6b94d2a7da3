import { html, LitElement, nothing } from 'lit';
import { mark } from '../../public/marks.ts';
import type { MarkName } from '../../../shared/words/page.ts';

export interface MenuItem {
  readonly value: string;
  readonly label: string;
  readonly mark: MarkName | null;
}

export interface OpenMenu {
  /** The button that it hangs from, and that gets the focus back. */
  readonly anchor: HTMLElement;
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly value: string;
  readonly onChoose: (value: string) => void;
}

const EDGE_PX = 8;

/**
 * One menu for all cells of the table. A list of the browser's own would change its value when somebody only goes past
 * it with the arrow keys, and patients would read that.
 */
export class CellMenu extends LitElement {
  static override properties = { menu: { state: true } };

  declare menu: OpenMenu | null;

  constructor() {
    super();
    this.menu = null;
  }

  readonly #onOutside = (event: Event) => {
    if (!event.composedPath().includes(this)) this.close(false);
  };

  readonly #onMoved = () => {
    if (this.menu) this.#place(this.menu.anchor);
  };

  override createRenderRoot() {
    return this;
  }

  override disconnectedCallback(): void {
    this.#listen(false);
    super.disconnectedCallback();
  }

  isOpen(): boolean {
    return this.menu !== null;
  }

  open(menu: OpenMenu): void {
    this.menu = menu;
    this.#listen(true);
    void this.updateComplete.then(() => {
      this.#place(menu.anchor);
      (this.querySelector<HTMLElement>('[aria-checked="true"]') ?? this.#buttons()[0])?.focus();
    });
  }

  close(givesFocusBack: boolean): void {
    const anchor = this.menu?.anchor;
    this.menu = null;
    this.#listen(false);
    if (givesFocusBack) anchor?.focus();
  }

  #listen(on: boolean): void {
    const listen = on ? addEventListener : removeEventListener;
    listen('pointerdown', this.#onOutside, true);
    listen('scroll', this.#onMoved, true);
    listen('resize', this.#onMoved);
  }

  #buttons(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('button')];
  }

  /** Below its button, or above it where there is no room. */
  #place(anchor: HTMLElement): void {
    const list = this.querySelector<HTMLElement>('.cell-menu');
    if (!list) return;
    const at = anchor.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = list;
    const below = at.bottom + height + EDGE_PX <= innerHeight;
    list.style.left = `${Math.max(EDGE_PX, Math.min(at.left, innerWidth - width - EDGE_PX))}px`;
    list.style.top = `${below ? at.bottom : Math.max(EDGE_PX, at.top - height)}px`;
  }

  #onKey(event: KeyboardEvent): void {
    const buttons = this.#buttons();
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') this.close(true);
    else if (to !== undefined) buttons[(to + buttons.length) % buttons.length]?.focus();
    else if (event.key.length === 1 && event.key !== ' ') this.#goToLetter(event.key);
    if (event.key === 'Escape' || to !== undefined) event.preventDefault();
    // The table's own keys are for the table.
    event.stopPropagation();
  }

  #goToLetter(letter: string): void {
    this.#buttons()
      .find((button) => button.dataset.label?.startsWith(letter.toLowerCase()))
      ?.focus();
  }

  #choose({ onChoose, value: before }: OpenMenu, value: string): void {
    this.close(true);
    if (value !== before) onChoose(value);
  }

  override render() {
    const { menu } = this;
    if (!menu) return nothing;
    return html`<div class="cell-menu" role="menu" aria-label=${menu.label} @keydown=${(event: KeyboardEvent) => this.#onKey(event)}>
      ${menu.items.map(
        (
          item,
        ) => html`<button class="cell-menu__item" type="button" role="menuitemradio" tabindex="-1" aria-checked=${item.value === menu.value ? 'true' : 'false'} data-label=${item.label.toLowerCase()} @click=${() => this.#choose(menu, item.value)}>
          ${item.mark ? mark(item.mark) : nothing}<span>${item.label}</span>
        </button>`,
      )}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cell-menu': CellMenu;
  }
}
