import { html, LitElement, nothing } from 'lit';
import { oneBranchPath, PATHS } from '../../../shared/wire/paths.ts';
import type { BranchSetting, StaffPractice } from '../../../shared/wire/practice.ts';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import {
  BRANCHES,
  branchDone,
  PRACTICE_GROUPS,
  retireAsks,
  SAMPLE,
  SETTINGS,
} from '../../../shared/words/staff-practice.ts';
import type { LiveView } from '../../live/live-board.ts';
import { toast } from '../../parts/announce.ts';
import { confirmed } from '../../parts/confirm.ts';
import type { Face } from '../../staff/open-face.ts';
import { type SendOptions, send } from '../../staff/send.ts';
import { branchList } from './branch-list.ts';
import { focusOnce } from './focus-once.ts';
import { bodyOfBranch } from './setting-bodies.ts';
import { startBox } from './start-box.ts';

type Load =
  | { readonly kind: 'loading' | 'unreachable' }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'open'; readonly practice: StaffPractice };

/** `/operations/practice`. It stays on the page, hidden, while another screen is shown: what was typed is kept. */
export class PracticeScreen extends LitElement {
  static override properties = {
    face: { attribute: false },
    view: { attribute: false },
    shown: { attribute: false },
    load: { state: true },
    removing: { state: true },
  };

  declare face: Face;
  declare view: LiveView<StaffBoard>;
  /** It is the screen that is looked at. */
  declare shown: boolean;
  declare load: Load;
  declare removing: boolean;
  readonly #onLeave = (event: BeforeUnloadEvent) => {
    if (this.isBusy()) event.preventDefault();
  };

  constructor() {
    super();
    this.shown = false;
    this.load = { kind: 'loading' };
    this.removing = false;
  }

  override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeunload', this.#onLeave);
  }

  override disconnectedCallback(): void {
    removeEventListener('beforeunload', this.#onLeave);
    super.disconnectedCallback();
  }

  override updated(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (changed.has('shown') && this.shown) void this.#read();
  }

  /** Something was typed that is not stored: the page must not be loaded anew. */
  isBusy(): boolean {
    const forms = [this.querySelector('practice-form'), this.querySelector('branch-dialog')];
    return forms.some((form) => form?.isBusy() ?? false);
  }

  async #read(): Promise<void> {
    if (this.load.kind !== 'open') this.load = { kind: 'loading' };
    const result = await send(this.face.environment, { method: 'GET', path: PATHS.staffPractice, tries: 2 });
    if (result.kind === 'ok') this.load = { kind: 'open', practice: result.body as StaffPractice };
    else if (this.load.kind === 'open') toast(SETTINGS.unreachable, 'fault');
    else if (result.kind === 'unreachable') this.load = { kind: 'unreachable' };
    else this.load = { kind: 'refused', detail: result.problem.detail };
  }

  /** Does one thing at once, tells what became of it, and reads what is set now. */
  async #doAtOnce(request: SendOptions, done: string): Promise<boolean> {
    const result = await send(this.face.environment, request);
    if (result.kind === 'unreachable') toast(SETTINGS.unreachableDone, 'fault');
    if (result.kind === 'refused') toast(result.problem.detail, 'fault');
    await this.#read();
    if (result.kind === 'ok') toast(done);
    return result.kind === 'ok';
  }

  async #removeSample(): Promise<void> {
    if (this.removing) return;
    const { askTitle: title, asks: lines, remove: action, keep: cancel } = SAMPLE;
    if (!(await confirmed({ title, lines, action, cancel, warns: true }))) return;
    this.removing = true;
    await this.#doAtOnce({ method: 'DELETE', path: PATHS.sample }, SAMPLE.removed);
    this.removing = false;
    focusOnce(this, 'settings-start');
  }

  async #retire({ slug, name, seq }: BranchSetting): Promise<void> {
    const { retireAction: action, retireKeep: cancel } = BRANCHES;
    if (!(await confirmed({ ...retireAsks(name), action, cancel, warns: true }))) return;
    const request = { method: 'DELETE', path: oneBranchPath(slug), ifMatch: seq } as const;
    if (await this.#doAtOnce(request, branchDone('retired', name))) focusOnce(this, 'settings-branches');
  }

  async #bringBack(branch: BranchSetting): Promise<void> {
    const request = { method: 'POST', path: PATHS.branches, body: bodyOfBranch(branch) } as const;
    if (await this.#doAtOnce(request, branchDone('back', branch.name))) focusOnce(this, 'settings-branches');
  }

  #edit(branch: BranchSetting | null): void {
    this.querySelector('branch-dialog')?.open(branch);
  }

  #goTo(event: Event, id: string): void {
    event.preventDefault();
    const heading = this.querySelector<HTMLElement>(`#${id}`);
    heading?.focus();
    heading?.scrollIntoView({ block: 'start', behavior: 'instant' });
  }

  #content(practice: StaffPractice) {
    const { face, view } = this;
    const onStored = () => void this.#read();
    const jump = (id: string, text: string) =>
      html`<li><a href="#${id}" @click=${(event: Event) => this.#goTo(event, id)}>${text}</a></li>`;
    return html`<nav class="settings__jumps" aria-label=${SETTINGS.onThisPage}>
        <ul role="list">${jump('settings-practice', PRACTICE_GROUPS.heading)}${jump('settings-branches', BRANCHES.heading)}</ul>
      </nav>
      ${startBox({
        practice,
        isRemoving: this.removing,
        onRemove: () => void this.#removeSample(),
        onName: () => focusOnce(this, 'form-practice-name'),
        onAdd: () => this.#edit(null),
      })}
      <div class="settings__sides">
        <practice-form .face=${face} .setting=${practice.practice} .now=${view.now} .onStored=${onStored}></practice-form>
        ${branchList({
          branches: practice.branches,
          retired: practice.retired,
          onAdd: () => this.#edit(null),
          onEdit: (branch) => this.#edit(branch),
          onRetire: (branch) => void this.#retire(branch),
          onBringBack: (branch) => void this.#bringBack(branch),
        })}
      </div>
      <branch-dialog .face=${face} .now=${view.now} .zone=${practice.practice.timeZone} .onStored=${onStored}></branch-dialog>`;
  }

  override render() {
    const { load } = this;
    if (!this.shown && load.kind !== 'open') return nothing;
    return html`<div class="settings">
      <h1 class="settings__title">${SETTINGS.title}</h1>
      <p class="settings__intro">${SETTINGS.intro}</p>
      ${load.kind === 'open' ? this.#content(load.practice) : nothing}
      <div role="status">${load.kind === 'loading' ? html`<p>${SETTINGS.loading}</p>` : nothing}</div>
      ${load.kind === 'unreachable' || load.kind === 'refused' ? html`<p class="no-board no-board--fault">${load.kind === 'refused' ? load.detail : SETTINGS.unreachable}</p><button class="nhsuk-button nhsuk-button--small" type="button" @click=${() => void this.#read()}>${SETTINGS.tryAgain}</button>` : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'practice-screen': PracticeScreen;
  }
}
