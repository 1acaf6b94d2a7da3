import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { contactSight } from '../../shared/contact/contact-sight.ts';
import { isLineAsked } from '../../shared/contact/is-line-asked.ts';
import type { StaffBoard, StaffBranch } from '../../shared/wire/staff-board.ts';
import { ASKS, askWords, quietSince } from '../../shared/words/staff-asks.ts';
import { CONTACT, contactLine, contactSentence } from '../../shared/words/staff-contact.ts';
import type { LiveView } from '../live/live-board.ts';
import { announce, toast } from '../parts/announce.ts';
import { isWaiting } from '../../shared/outbox/entry.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { watchLine } from '../parts/watch-line.ts';
import { keepTicking } from '../staff/keep-updated.ts';
import type { Face } from '../staff/open-face.ts';
import { sayAtOnce } from './say-still-so.ts';

const AGES_MS = 1_000;
const NOT_BEFORE_MS = 500;

/** When one's branch was heard last and, once its sender is silent, the question whether its internet is down. */
export class LeadContact extends LitElement {
  static override properties = {
    face: { attribute: false },
    outbox: { attribute: false },
    view: { attribute: false },
    slug: { attribute: false },
    own: { attribute: false },
    sending: { state: true },
  };

  declare face: Face;
  declare outbox: Outbox;
  declare view: LiveView<StaffBoard>;
  declare slug: string;
  /** Branches that one is asked about, whichever the page is about. */
  declare own: readonly string[];
  declare sending: boolean;
  #asked: StaffBranch | null = null;
  #askedAt = 0;
  /** Questions whose answer is sent, and not on the board yet. */
  readonly #answered = new Set<string>();
  #isTicking = false;

  constructor() {
    super();
    this.sending = false;
  }

  override createRenderRoot() {
    return this;
  }

  protected override firstUpdated(): void {
    if (!this.#isTicking) keepTicking(this, this.face.environment, AGES_MS);
    this.#isTicking = true;
  }

  #branch(wanted: string): StaffBranch | undefined {
    return this.view.board.branches.find(({ slug }) => slug === wanted);
  }

  /** Of a board that is old nobody can tell what is to be asked; an answer that waits on the phone is one. */
  #isAsked(branch: StaffBranch): boolean {
    const { freshness } = this.view;
    const isOld = freshness === 'stale' || freshness === 'dead';
    const isSaid = this.outbox
      .entries()
      .some((entry) => entry.branch === branch.slug && entry.content.it?.internet && isWaiting(entry));
    return isLineAsked(branch) && !isOld && !isSaid && !this.#answered.has(questionOf(branch));
  }

  protected override willUpdate(): void {
    const branches = [this.slug, ...this.own].flatMap((slug) => this.#branch(slug) ?? []);
    const asked = branches.find((branch) => this.#isAsked(branch)) ?? null;
    if (asked !== null && asked.slug !== this.#asked?.slug) {
      announce(askWords(asked.name));
      this.#askedAt = this.face.environment.monotonic();
    }
    this.#asked = asked;
  }

  async #answer(branch: StaffBranch, internet: 'down' | 'working'): Promise<void> {
    // The second tap of two was not meant for the question that has taken the place of the first.
    if (this.sending || this.face.environment.monotonic() - this.#askedAt < NOT_BEFORE_MS) return;
    this.sending = true;
    const { slug, name, seq } = branch;
    const said = { branch: slug, branchName: name, content: { it: { internet } }, seen: seq };
    const thanks = internet === 'down' ? ASKS.saidDown : ASKS.saidWorking;
    const { kind, text } = await sayAtOnce(this.outbox, said, thanks, () => this.view.now);
    if (kind === 'done') this.#answered.add(questionOf(branch));
    this.sending = false;
    toast(text, kind);
    await this.updateComplete;
    // The button that was pressed is gone.
    if (document.activeElement === document.body) document.getElementById('main')?.focus();
  }

  #question(branch: StaffBranch | null): TemplateResult | typeof nothing {
    if (branch === null) return nothing;
    const { name, contact } = branch;
    const since = contact.lastBeatAt === null ? null : Date.parse(contact.lastBeatAt);
    const button = (words: string, internet: 'down' | 'working') =>
      html`<button class="waits__answer" type="button" aria-disabled=${this.sending ? 'true' : 'false'} @click=${() => void this.#answer(branch, internet)}>${words}</button>`;
    return html`<section class="waits waits--ask" aria-label=${ASKS.region}>
      <p class="waits__line"><strong>${askWords(name)}</strong> ${quietSince(since, this.view.board.practice.timeZone)}</p>
      <div class="waits__buttons">${button(ASKS.yes, 'down')} ${button(ASKS.no, 'working')}</div>
    </section>`;
  }

  override render() {
    const branch = this.#branch(this.slug);
    if (!branch) return nothing;
    const watch = this.face.watch();
    const sight = contactSight(branch.contact, watch?.watch.branches[branch.slug] ?? null);
    return html`<section class="contact" aria-labelledby="contact-title">
        <h2 class="contact__title" id="contact-title">${CONTACT.title}</h2>
        <p>${contactSentence(contactLine(sight, this.view.now))}</p>
        ${sight.disputed ? html`<p class="contact__disputed">${CONTACT.disputed}</p>` : nothing}
        ${watchLine(watch, this.view.board, 'without')}
      </section>
      ${this.#question(this.#asked)}`;
  }
}

/** A question is about one silence: the one since this beat. */
function questionOf({ slug, contact }: StaffBranch): string {
  return `${slug} ${contact.lastBeatAt}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lead-contact': LeadContact;
  }
}
