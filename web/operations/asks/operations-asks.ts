import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isLineAsked } from '../../../shared/contact/is-line-asked.ts';
import { acceptCausePath } from '../../../shared/wire/paths.ts';
import type { StaffBoard, StaffBranch } from '../../../shared/wire/staff-board.ts';
import type { CauseOffer } from '../../../shared/wire/staff-watch.ts';
import {
  ASKS,
  answerFor,
  askedSpoken,
  askWords,
  offerMore,
  offerWords,
  quietShort,
  quietSince,
} from '../../../shared/words/staff-asks.ts';
import { FORM } from '../../../shared/words/staff-forms.ts';
import type { LiveView } from '../../live/live-board.ts';
import { announce, toast } from '../../parts/announce.ts';
import type { Face } from '../../staff/open-face.ts';
import { send } from '../../staff/send.ts';
import type { Editor } from '../edits/editor.ts';
import { focusRow } from '../keys/return-focus.ts';

const NOT_BEFORE_MS = 500;

/** One that began anew, or has grown by a branch, is another. */
function keyOf({ cause, since, branches }: CauseOffer): string {
  return [cause, since, ...branches].join(' ');
}

/** What only a person can answer: is a silent branch cut off, and are several failures one incident. */
export class OperationsAsks extends LitElement {
  static override properties = {
    face: { attribute: false },
    view: { attribute: false },
    editor: { attribute: false },
    put: { state: true },
    accepting: { state: true },
  };

  declare face: Face;
  declare view: LiveView<StaffBoard>;
  declare editor: Editor;
  /** Offers that somebody put off or took, for as long as they stand as they were. */
  declare put: ReadonlySet<string>;
  declare accepting: string | null;
  #asked: ReadonlySet<string> = new Set();
  #branches: readonly StaffBranch[] = [];
  #answered: string | null = null;
  #answeredAt = Number.NEGATIVE_INFINITY;

  constructor() {
    super();
    this.put = new Set();
    this.accepting = null;
  }

  override createRenderRoot() {
    return this;
  }

  /** What is being said of a branch is as good as said: its row tells how that went. */
  #isAsked(branch: StaffBranch): boolean {
    const { list } = this.editor.state().edits;
    const isSaid = list.some(
      ({ targets, content }) => content.it?.internet && targets.some(({ slug }) => slug === branch.slug),
    );
    return isLineAsked(branch) && !isSaid;
  }

  #standing(): readonly CauseOffer[] {
    return this.face.watch()?.watch.offers ?? [];
  }

  #offers(): readonly CauseOffer[] {
    return this.#standing().filter((offer) => !this.put.has(keyOf(offer)));
  }

  #nameOf(slug: string): string {
    return this.view.board.branches.find((branch) => branch.slug === slug)?.name ?? slug;
  }

  protected override willUpdate(): void {
    const standing = new Set(this.#standing().map(keyOf));
    if ([...this.put].some((key) => !standing.has(key))) {
      this.put = new Set([...this.put].filter((key) => standing.has(key)));
    }
    this.#branches = this.view.board.branches.filter((branch) => this.#isAsked(branch));
    const fresh = this.#branches.filter(({ slug }) => !this.#asked.has(slug));
    if (fresh.length > 0) announce(askedSpoken(fresh.map(({ name }) => name)));
    this.#asked = new Set(this.#branches.map(({ slug }) => slug));
    this.hidden = this.#branches.length === 0 && this.#offers().length === 0;
  }

  /** The button that was pressed is gone: the keys go to the next question, or to the row that was spoken of. */
  protected override updated(_changed: PropertyValues<this>): void {
    const slug = this.#answered;
    if (slug === null) return;
    this.#answered = null;
    if (document.activeElement !== document.body) return;
    const next = this.querySelector<HTMLElement>('button');
    if (next) next.focus();
    else focusRow(slug);
  }

  #answer(branch: StaffBranch, internet: 'down' | 'working'): void {
    const now = this.face.environment.monotonic();
    // The second click of two was not meant for the question that has moved up.
    if (now - this.#answeredAt < NOT_BEFORE_MS) return;
    this.#answeredAt = now;
    this.#answered = branch.slug;
    this.editor.say([branch], { it: { internet } });
    this.requestUpdate();
  }

  async #accept(offer: CauseOffer): Promise<void> {
    const { cause } = offer;
    if (this.accepting !== null) return;
    this.accepting = cause;
    const { environment } = this.face;
    const result = await send(environment, { path: acceptCausePath(cause), body: {}, key: environment.newKey() });
    this.accepting = null;
    if (result.kind === 'unreachable') return toast(FORM.unreachable, 'fault');
    if (result.kind === 'refused') return toast(result.problem.detail, 'fault');
    this.#putAway(offer);
    toast(ASKS.accepted);
  }

  #putAway(offer: CauseOffer): void {
    this.#answered = offer.branches[0] ?? null;
    this.put = new Set([...this.put, keyOf(offer)]);
  }

  #question(branch: StaffBranch, isOnly: boolean): TemplateResult {
    const { name, contact } = branch;
    const since = contact.lastBeatAt === null ? null : Date.parse(contact.lastBeatAt);
    const zone = this.view.board.practice.timeZone;
    const button = (words: string, internet: 'down' | 'working') =>
      html`<button class="asks__button" type="button" aria-label=${answerFor(name, words)} @click=${() => this.#answer(branch, internet)}>${words}</button>`;
    return html`<li class="asks__item">
      <p>${isOnly ? html`<strong>${askWords(name)}</strong> ${quietSince(since, zone)}` : html`<strong>${name}</strong>, ${quietShort(since, zone)}`}</p>
      <div class="asks__buttons">${button(ASKS.yes, 'down')} ${button(ASKS.no, 'working')}</div>
    </li>`;
  }

  #offer(offer: CauseOffer): TemplateResult {
    const { cause, branches, since } = offer;
    const names = branches.map((slug) => this.#nameOf(slug));
    const isSending = this.accepting === cause;
    return html`<li class="asks__item">
      <p><strong>${offerWords(offer)}</strong> ${offerMore(names, Date.parse(since), this.view.board.practice.timeZone)}</p>
      <div class="asks__buttons">
        <button class="asks__button" type="button" aria-disabled=${isSending ? 'true' : nothing} @click=${() => void this.#accept(offer)}>${isSending ? FORM.sending : ASKS.accept}</button>
        <button class="asks__button asks__button--plain" type="button" @click=${() => this.#putAway(offer)}>${ASKS.later}</button>
      </div>
    </li>`;
  }

  override render() {
    const branches = this.#branches;
    const offers = this.#offers();
    if (branches.length + offers.length === 0) return nothing;
    return html`<section class="asks" aria-label=${ASKS.region}>
      ${branches.length > 1 ? html`<h2 class="asks__heading">${ASKS.several}</h2>` : nothing}
      <ul class="asks__list" role="list">
        ${repeat(
          branches,
          ({ slug }) => slug,
          (branch) => this.#question(branch, branches.length === 1),
        )}
        ${repeat(
          offers,
          ({ cause }) => cause,
          (offer) => this.#offer(offer),
        )}
      </ul>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'operations-asks': OperationsAsks;
  }
}
