import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { PATHS } from '../../../shared/wire/paths.ts';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import type { SettledClaim, TextClaim, TextClaims as List } from '../../../shared/wire/texts.ts';
import { FORM } from '../../../shared/words/staff-forms.ts';
import { listIsOld } from '../../../shared/words/staff-people.ts';
import { claimAction, claimFrom, claimTitle, TEXT_CLAIMS } from '../../../shared/words/text-claims.ts';
import type { LiveView } from '../../live/live-board.ts';
import { announce, toast } from '../../parts/announce.ts';
import type { Face } from '../../staff/open-face.ts';
import { send } from '../../staff/send.ts';
import { keepList } from '../lists/kept-list.ts';

/** What was said by text and waits for somebody who knows the voice. Nothing while nothing waits. */
export class TextClaims extends LitElement {
  static override properties = {
    face: { attribute: false },
    view: { attribute: false },
    settling: { state: true },
  };

  declare face: Face;
  declare view: LiveView<StaffBoard>;
  /** Ids of claims that an answer is under way for. */
  declare settling: ReadonlySet<string>;
  #known: ReadonlySet<string> = new Set();
  readonly #claims = keepList<List>(this, () => ({ face: this.face, path: PATHS.textClaims, now: this.view.now }));

  constructor() {
    super();
    this.settling = new Set();
  }

  override createRenderRoot() {
    return this;
  }

  readonly #nameOf = (slug: string): string =>
    this.view.board.branches.find((branch) => branch.slug === slug)?.name ?? slug;

  async #settle({ id }: TextClaim, how: 'confirm' | 'refuse'): Promise<void> {
    if (this.settling.has(id)) return;
    this.settling = new Set([...this.settling, id]);
    const path = `${PATHS.textClaims}/${id}/${how}`;
    const result = await send(this.face.environment, { path, body: {} });
    if (result.kind === 'ok') toast(TEXT_CLAIMS.settled[(result.body as SettledClaim).outcome]);
    else toast(result.kind === 'refused' ? result.problem.detail : FORM.unreachable, 'fault');
    await this.#claims.read();
    this.settling = new Set([...this.settling].filter((one) => one !== id));
    await this.updateComplete;
    // The button that was pressed is gone with its claim.
    if (document.activeElement === document.body) {
      (this.querySelector<HTMLElement>('#panel-texts') ?? document.getElementById('panel-notice'))?.focus();
    }
  }

  #button(claim: TextClaim, how: 'confirm' | 'refuse'): TemplateResult {
    const title = claimTitle(this.#nameOf(claim.branch), claim.says);
    return html`<button class="mini" type="button" aria-label=${claimAction(TEXT_CLAIMS[how], title)} aria-disabled=${this.settling.has(claim.id) ? 'true' : nothing} @click=${() => void this.#settle(claim, how)}>${TEXT_CLAIMS[how]}</button>`;
  }

  #claim(claim: TextClaim): TemplateResult {
    const zone = this.view.board.practice.timeZone;
    const from = claimFrom(claim.by, Date.parse(claim.saidAt), Date.parse(claim.expiresAt), zone);
    return html`<li>
      <p><strong>${claimTitle(this.#nameOf(claim.branch), claim.says)}</strong></p>
      <p class="incident__small">${from}</p>
      <div class="incident__buttons">${this.#button(claim, 'confirm')} ${this.#button(claim, 'refuse')}</div>
    </li>`;
  }

  /** Somebody who does not see the panel must learn of a new one. */
  protected override updated(): void {
    const state = this.#claims.state();
    if (state.kind !== 'open') return;
    const { claims } = state.list;
    const news = claims.filter(({ id }) => !this.#known.has(id));
    this.#known = new Set(claims.map(({ id }) => id));
    if (news.length > 0)
      announce(
        `${TEXT_CLAIMS.heading}: ${news.map((one) => claimTitle(this.#nameOf(one.branch), one.says)).join('. ')}`,
      );
  }

  override render() {
    const state = this.#claims.state();
    if (state.kind !== 'open' || state.list.claims.length === 0) return nothing;
    const { claims } = state.list;
    const { board, now } = this.view;
    const old = listIsOld(this.#claims.readAt(), now, board.practice.timeZone);
    return html`<section class="panel__part" aria-labelledby="panel-texts">
      <h2 class="panel__heading" id="panel-texts" tabindex="-1">${TEXT_CLAIMS.heading} (${claims.length})</h2>
      <p class="incident__small">${TEXT_CLAIMS.intro}</p>
      ${state.failed ? html`<p class="list-fault">${old}</p>` : nothing}
      <ul class="texts">${repeat(
        claims,
        ({ id }) => id,
        (claim) => this.#claim(claim),
      )}</ul>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'text-claims': TextClaims;
  }
}
