import { html, LitElement, nothing } from 'lit';
import { localDay, sameDay } from '../../shared/practice/local-time.ts';
import { branchPath } from '../../shared/wire/paths.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import type { Timeline, TimelineEntry } from '../../shared/wire/timeline.ts';
import { LEAD } from '../../shared/words/staff-lead.ts';
import type { LiveView } from '../live/live-board.ts';
import type { Face } from '../staff/open-face.ts';
import { send } from '../staff/send.ts';
import { type SaidItem, saidItems, saidList } from './said-today.ts';

/** Of the newest facts, those of today are shown: more than a day has. */
const FACTS_AT_MOST = 200;
const ITEMS_AT_MOST = 5;

/** A report was said by somebody, though the name is gone; what a machine told has nobody. */
function unnamed(kind: TimelineEntry['kind']): string | null {
  return kind === 'signal' || kind === 'probe' || kind === 'flapping' ? '' : null;
}

type Fetched = 'none' | 'waiting' | 'failed' | readonly SaidItem[];

/** What was said of a branch today, by whom. Its button stands before the list, so that the list may grow. */
export class LeadSaid extends LitElement {
  static override properties = {
    face: { attribute: false },
    view: { attribute: false },
    slug: { attribute: false },
    fetched: { state: true },
  };

  declare face: Face;
  declare view: LiveView<StaffBoard>;
  declare slug: string;
  declare fetched: Fetched;
  #of = '';

  constructor() {
    super();
    this.fetched = 'none';
  }

  override createRenderRoot() {
    return this;
  }

  override willUpdate(): void {
    if (this.#of !== this.slug) this.fetched = 'none';
    this.#of = this.slug;
  }

  async #fetchAll(): Promise<void> {
    const { slug } = this;
    this.fetched = 'waiting';
    const path = `${branchPath(slug, 'timeline')}?limit=${FACTS_AT_MOST}`;
    const result = await send(this.face.environment, { method: 'GET', path, tries: 2 });
    if (slug !== this.slug) return;
    this.fetched = result.kind === 'ok' ? this.#ofToday(result.body as Timeline) : 'failed';
    await this.updateComplete;
    // The button that was pressed is gone.
    if (result.kind === 'ok') this.querySelector<HTMLElement>('#today')?.focus();
  }

  #isOfToday({ at }: SaidItem): boolean {
    const zone = this.view.board.practice.timeZone;
    return sameDay(localDay(at, zone), localDay(this.view.now, zone));
  }

  #ofToday({ facts }: Timeline): readonly SaidItem[] {
    return facts
      .map(({ seq, kind, at, by, sentence }) => ({ seq, at: Date.parse(at), by: by ?? unnamed(kind), text: sentence }))
      .filter((item) => item.text !== '' && this.#isOfToday(item));
  }

  #items(): readonly SaidItem[] {
    // The board tells what changed last, and after a quiet night that is of the day before.
    const live = saidItems(this.view.board, this.slug).filter((item) => this.#isOfToday(item));
    if (typeof this.fetched === 'string') return live.slice(0, ITEMS_AT_MOST);
    const newest = Math.max(0, ...this.fetched.map(({ seq }) => seq));
    return [...live.filter(({ seq }) => seq > newest), ...this.fetched];
  }

  override render() {
    const items = this.#items();
    const isWhole = typeof this.fetched !== 'string';
    return html`<section class="today" aria-labelledby="today">
      <div class="today__head">
        <h2 class="today__title" id="today" tabindex="-1">${LEAD.today}</h2>
        ${isWhole ? nothing : html`<button class="today__all" type="button" @click=${() => void this.#fetchAll()}>${LEAD.all}</button>`}
      </div>
      <p role="status">${this.fetched === 'failed' ? LEAD.allFailed : ''}</p>
      ${items.length === 0 ? html`<p>${LEAD.nothingToday}</p>` : saidList(items, this.view.board.practice.timeZone, this.face.session()?.name ?? null)}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lead-said': LeadSaid;
  }
}
