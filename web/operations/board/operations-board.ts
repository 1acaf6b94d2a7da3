import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { StaffBoard, StaffBranch } from '../../../shared/wire/staff-board.ts';
import { OPERATIONS } from '../../../shared/words/staff-operations.ts';
import type { LiveView } from '../../live/live-board.ts';
import { announce } from '../../parts/announce.ts';
import { keepTicking, keepUpdated } from '../../staff/keep-updated.ts';
import type { Face } from '../../staff/open-face.ts';
import { editOf, isStuck } from '../edits/edit.ts';
import { createEditor, type Editor } from '../edits/editor.ts';
import { shownBranch } from '../edits/edits.ts';
import { boardHead } from '../head.ts';
import { focusRow } from '../keys/return-focus.ts';
import {
  type Arrangement,
  arrange,
  countFilters,
  type Filter,
  isDue,
  type SortKey,
  turnSort,
} from '../rows/arrange.ts';
import { keepArrangement, readArrangement } from '../rows/kept-arrangement.ts';
import { spokenEditOf } from '../spoken/spoken-edit.ts';
import { createSpeaker, type Speaker } from '../spoken/speaker.ts';
import { spokenChanges } from '../spoken/spoken-changes.ts';
import { listenToKeys } from './board-keys.ts';
import type { OpenMenu } from './cell-menu.ts';
import { branchTable } from './branch-table.ts';
import { doorsMenu, serviceMenu } from './menus.ts';
import type { Row, RowActions, RowContext } from './row-context.ts';
import { stuckEdit } from './row-status.ts';
import { commitLeft, tableKey } from './table-keys.ts';
import { toolbar } from './toolbar.ts';

const TICK_MS = 1_000;

/** All branches in a table that is the editor too, and beside it what goes on over several of them. */
export class OperationsBoard extends LitElement {
  static override properties = {
    face: { attribute: false },
    view: { attribute: false },
    arrangement: { state: true },
    selected: { state: true },
    current: { state: true },
  };

  declare face: Face;
  declare view: LiveView<StaffBoard>;
  declare arrangement: Arrangement;
  declare selected: ReadonlySet<string>;
  /** The row that the keys are on. */
  declare current: string | null;
  #editor: Editor | undefined;
  #speaker: Speaker | undefined;
  /** The rows as they stand. They are not moved while somebody works in them. */
  #order: readonly string[] = [];
  #focused: { readonly slug: string; readonly element: HTMLElement } | null = null;
  #stopKeys: () => void = () => {};

  constructor() {
    super();
    this.arrangement = readArrangement();
    this.selected = new Set();
    this.current = null;
  }

  override createRenderRoot() {
    return this;
  }

  /** Something is being typed or sent: the page must not be loaded anew. */
  isBusy(): boolean {
    const isPanelBusy = this.querySelector('operations-panel')?.isBusy() ?? false;
    return isPanelBusy || document.querySelector('dialog[open]') !== null || (this.#editor?.isBusy() ?? false);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopKeys = listenToKeys(this);
    if (!this.#editor) this.#begin();
  }

  #begin(): void {
    const { environment } = this.face;
    const speaker = createSpeaker(environment, announce);
    this.#speaker = speaker;
    this.#editor = createEditor(environment, (edit) => speaker.say(spokenEditOf(edit, (slug) => this.#nameOf(slug))));
    keepUpdated(this, this.#editor);
    keepTicking(this, environment, TICK_MS);
  }

  override disconnectedCallback(): void {
    this.#stopKeys();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('view');
    const editor = this.#editor;
    if (!editor) return;
    editor.meet(this.view.board);
    editor.tick();
    if (before && before.board !== this.view.board) {
      this.#speaker?.say(spokenChanges(before.board, this.view.board, editor.state().edits));
    }
  }

  /** A button of a row may be gone once it was pressed; the keys stay in its row. */
  protected override updated(): void {
    const focused = this.#focused;
    if (!focused || focused.element.isConnected || document.activeElement !== document.body) return;
    this.#focused = null;
    focusRow(focused.slug);
  }

  #nameOf(slug: string): string {
    return this.branch(slug)?.name ?? slug;
  }

  branch(slug: string): StaffBranch | undefined {
    return this.view.board.branches.find((branch) => branch.slug === slug);
  }

  order(): readonly string[] {
    return this.#order;
  }

  /** Somebody works in the rows: they stay where they are. */
  #isHeld(): boolean {
    return this.querySelector('.branches tbody')?.contains(document.activeElement) ?? false;
  }

  #arrange(): { readonly isHeld: boolean } {
    const wanted = arrange(this.view.board.branches, this.arrangement);
    const isSame = wanted.length === this.#order.length && wanted.every((slug, index) => slug === this.#order[index]);
    if (isSame || this.#order.length === 0 || !this.#isHeld()) {
      this.#order = wanted;
      return { isHeld: false };
    }
    return { isHeld: true };
  }

  #rearrange(next: Partial<Arrangement>): void {
    this.arrangement = { ...this.arrangement, ...next };
    this.#order = arrange(this.view.board.branches, this.arrangement);
    keepArrangement(this.arrangement);
  }

  select(slugs: readonly string[], selected: boolean): void {
    const next = new Set(this.selected);
    for (const slug of slugs) {
      if (selected) next.add(slug);
      else next.delete(slug);
    }
    this.selected = next;
  }

  /** The selected branches, or else the one that the keys are on. */
  chosen(): readonly string[] {
    if (this.selected.size > 0) return [...this.selected];
    return this.current === null ? [] : [this.current];
  }

  report(slugs: readonly string[]): void {
    const branches = slugs.flatMap((slug) => this.branch(slug) ?? []);
    if (branches.length > 0) this.querySelector('report-dialog')?.open(branches);
  }

  timeline(slug: string): void {
    const branch = this.branch(slug);
    if (branch) this.querySelector('timeline-dialog')?.open(branch);
  }

  #menu(menu: OpenMenu): void {
    this.querySelector('cell-menu')?.open(menu);
  }

  #stillSo(slugs: readonly string[]): void {
    const branches = slugs.flatMap((slug) => this.branch(slug) ?? []).filter(isDue);
    if (branches.length > 0) this.#editor?.say(branches, { confirm: true });
  }

  readonly #actions: RowActions = {
    onSelect: (slug, selected) => this.select([slug], selected),
    onReport: (slug) => this.report([slug]),
    onTimeline: (slug) => this.timeline(slug),
    onStillSo: (slug) => this.#stillSo([slug]),
    onService: (anchor, branch, service) =>
      this.#menu(serviceMenu(anchor, branch, service, (content) => this.#editor?.say([branch], content))),
    onDoors: (anchor, branch) =>
      this.#menu(doorsMenu(anchor, branch, (content) => this.#editor?.say([branch], content))),
  };

  #onFocusin(event: FocusEvent): void {
    const slug = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset.row;
    if (!slug) return;
    this.current = slug;
    this.#focused = { slug, element: event.target as HTMLElement };
  }

  #rows(editor: Editor): Row[] {
    const { edits } = editor.state();
    const tabStop = this.current !== null && this.#order.includes(this.current) ? this.current : this.#order[0];
    return this.#order.flatMap((slug) => {
      const branch = this.branch(slug);
      if (!branch) return [];
      return {
        branch,
        shown: shownBranch(branch, edits),
        edit: editOf(edits, slug),
        tab: slug === tabStop ? '0' : '-1',
      };
    });
  }

  override render() {
    const { face, view } = this;
    const editor = this.#editor;
    if (!editor) return nothing;
    const { board } = view;
    const watch = face.watch();
    const { isHeld } = this.#arrange();
    const rows = this.#rows(editor);
    const context: RowContext = {
      editor,
      actions: this.#actions,
      selected: this.selected,
      current: this.current,
      now: view.now,
      elapsed: face.environment.monotonic(),
      zone: board.practice.timeZone,
      watched: (slug) => watch?.watch.branches[slug] ?? null,
      nameOf: (slug) => this.#nameOf(slug),
    };
    const several = editor.state().edits.list.filter((edit) => isStuck(edit) && edit.targets.length > 1);
    const selected = [...this.selected];
    return html`<div class="ops__head">${boardHead(board, watch)}</div>
      <div class="ops__columns">
        <operations-asks .face=${face} .view=${view} .editor=${editor}></operations-asks>
        <section class="ops__table ops__table--${view.freshness}" aria-label=${OPERATIONS.branches}>
          ${toolbar({
            arrangement: this.arrangement,
            counts: countFilters(board.branches),
            shown: rows.length,
            selected: selected.length,
            isHeld,
            canStillSo: selected.some((slug) => board.branches.some((branch) => branch.slug === slug && isDue(branch))),
            onQuery: (query) => this.#rearrange({ query }),
            onFilter: (filter: Filter) => this.#rearrange({ filter }),
            onSortAgain: () => this.#rearrange({}),
            onReport: () => this.report(selected),
            onStillSo: () => this.#stillSo(selected),
            onClear: () => this.select(selected, false),
            onKeys: () => this.querySelector('keys-dialog')?.open(),
          })}
          ${view.freshness === 'live' ? nothing : html`<p class="not-live">${OPERATIONS.notLive}</p>`}
          ${several.map((edit) => html`<div class="row-note__text row-note__text--bulk">${stuckEdit(edit, context)}</div>`)}
          <div class="branches-box">
            ${branchTable({
              rows,
              context,
              sort: this.arrangement.sort,
              onSort: (key: SortKey) => this.#rearrange({ sort: turnSort(this.arrangement.sort, key) }),
              onSelectAll: (on) => this.select(this.#order, on),
              onKeydown: (event) => tableKey(event, this, editor),
              onFocusin: (event) => this.#onFocusin(event),
              onFocusout: (event) => commitLeft(event, this, editor),
            })}
            ${rows.length === 0 ? html`<p class="no-rows">${OPERATIONS.noRows} <button class="mini" type="button" @click=${() => this.#rearrange({ filter: 'all', query: '' })}>${OPERATIONS.showAll}</button></p>` : nothing}
          </div>
          <cell-menu></cell-menu>
          <report-dialog .face=${face} .view=${view} .editor=${editor}></report-dialog>
          <timeline-dialog .face=${face} .view=${view}></timeline-dialog>
          <keys-dialog></keys-dialog>
        </section>
        <aside class="ops__panel" aria-label=${OPERATIONS.panel}>
          <operations-panel .face=${face} .view=${view} .selected=${selected}></operations-panel>
        </aside>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'operations-board': OperationsBoard;
  }
}
