import { type ToldStatus, toToldStatus } from '../../shared/views/told-status.ts';
import { PUBLIC_PATHS } from '../../shared/wire/public-paths.ts';
import { PAGE } from '../../shared/words/languages/en.ts';
import { WIDGET } from '../../shared/words/widget.ts';
import { type BoardPoll, createBoardPoll } from './board-poll.ts';
import { element, markElement } from './elements.ts';
import { WIDGET_STYLE } from './widget-style.ts';

const polls = new Map<string, BoardPoll>();

/** All that show one board share one poll. */
function pollOf(origin: string): BoardPoll {
  const poll = polls.get(origin) ?? createBoardPoll(origin);
  polls.set(origin, poll);
  return poll;
}

/** What was told aloud last, by board and surgery: two that show the same say it once. */
const spokenLast = new Map<string, string>();

let sheet: CSSStyleSheet | null = null;

/** Where sheets cannot be constructed it is plain text, which says the same. */
function dress(root: ShadowRoot): void {
  try {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(WIDGET_STYLE);
    }
    root.adoptedStyleSheets = [sheet];
  } catch {
    sheet = null;
  }
}

function noticeBox({ heading, body }: NonNullable<ToldStatus['notice']>): HTMLElement {
  return element(
    'div',
    { class: 'notice', part: 'notice' },
    element('p', {}, heading),
    ...body.map((text) => element('p', {}, text)),
    element('p', {}, PAGE.emergency),
  );
}

function linkTo(href: string, text: string): HTMLElement {
  return element('a', { href, part: 'link' }, text);
}

function content(status: ToldStatus, origin: string): Node[] {
  const { mark, name, sentence, lines, notice, checked, phone, link } = status;
  const call = phone === null ? [] : [linkTo(`tel:${phone.replaceAll(' ', '')}`, `${WIDGET.phone} ${phone}`)];
  return [
    element('p', { class: 'name', part: 'name' }, name),
    element('p', { class: 'state', part: 'state' }, markElement(mark), element('span', {}, sentence)),
    ...(notice ? [noticeBox(notice)] : []),
    ...lines.map((line) => element('p', { part: 'line' }, line)),
    ...(checked === '' ? [] : [element('p', { class: 'checked', part: 'checked' }, checked)]),
    element('p', { class: 'links' }, linkTo(origin + link.path, link.text), ...call),
  ];
}

/** `<surgery-status branch="clayton">`; without a branch it is of the whole practice. `board` names another board. */
export class SurgeryStatus extends HTMLElement {
  static readonly observedAttributes = ['branch', 'board'];
  /** Where the script came from, which is where the board is. */
  static home = '';

  readonly #box = element('div', { class: 'box', part: 'box', role: 'group', lang: 'en-GB' });
  readonly #spoken = element('p', { class: 'spoken', role: 'status' });
  #shown = '';
  #leave: (() => void) | null = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    dress(root);
    root.append(this.#box, this.#spoken);
  }

  connectedCallback(): void {
    this.#leave?.();
    this.#leave = pollOf(this.#origin()).subscribe(() => this.#render());
    this.#render();
  }

  disconnectedCallback(): void {
    this.#leave?.();
    this.#leave = null;
  }

  attributeChangedCallback(name: string): void {
    // The attributes of an element that is just being made come before it is put into the page.
    if (!this.#leave) return;
    if (name === 'board') this.connectedCallback();
    else this.#render();
  }

  #origin(): string {
    return (this.getAttribute('board') ?? SurgeryStatus.home).replace(/\/+$/, '');
  }

  #render(): void {
    const origin = this.#origin();
    const { polled, hasFailed } = pollOf(origin).view();
    const slug = this.getAttribute('branch');
    const status = polled && toToldStatus(polled.board, slug, polled);
    const shown = JSON.stringify([origin, status, hasFailed && !polled, polled !== null]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const isTrouble = status !== null && (status.mark === 'degraded' || status.notice !== null);
    this.#box.className = isTrouble ? 'box box--trouble' : 'box';
    this.#box.setAttribute('aria-label', status?.name ?? WIDGET.allSurgeries);
    this.#box.setAttribute('aria-busy', String(!polled && !hasFailed));
    if (status) {
      // Whoever reads along keeps their place: a link that they stand on is the same link afterwards.
      const had = this.shadowRoot?.activeElement?.getAttribute('href');
      this.#box.replaceChildren(...content(status, origin));
      if (had) this.#box.querySelector<HTMLElement>(`a[href="${CSS.escape(had)}"]`)?.focus({ preventScroll: true });
    } else {
      const text = polled ? WIDGET.noSurgery : hasFailed ? WIDGET.neverChecked : WIDGET.checking;
      const link = linkTo(`${origin}${PUBLIC_PATHS.home}`, WIDGET.allSurgeries);
      this.#box.replaceChildren(element('p', {}, text), element('p', { class: 'links' }, link));
    }
    this.#say(`${origin} ${slug ?? ''}`, status);
  }

  /** A change is told once, and the first state never: the page around it was just read. */
  #say(of: string, status: ToldStatus | null): void {
    if (!status) return;
    const text = [`${status.name}:`, status.sentence, ...(status.notice ? [status.notice.heading] : [])].join(' ');
    const before = spokenLast.get(of);
    spokenLast.set(of, text);
    if (before !== undefined && before !== text) this.#spoken.textContent = text;
  }
}
