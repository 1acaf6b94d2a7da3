import { html, LitElement, nothing } from 'lit';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import { OPERATIONS } from '../../../shared/words/staff-operations.ts';
import type { LiveView } from '../../live/live-board.ts';
import { stateMark } from '../../parts/state-mark.ts';
import type { Face } from '../../staff/open-face.ts';
import { boardHead } from '../head.ts';

/** All branches in a table that is the editor too, and beside it what goes on over several of them. */
export class OperationsBoard extends LitElement {
  static override properties = {
    face: { attribute: false },
    view: { attribute: false },
  };

  declare face: Face | undefined;
  declare view: LiveView<StaffBoard> | undefined;

  override createRenderRoot() {
    return this;
  }

  /** Something is being typed or sent: the page must not be loaded anew. */
  isBusy(): boolean {
    return this.querySelector('operations-panel')?.isBusy() ?? false;
  }

  override render() {
    const { face, view } = this;
    if (!face || !view) return nothing;
    const { board } = view;
    return html`<div class="ops__head">${boardHead(board)}</div>
      <div class="ops__columns">
        <section class="ops__table" aria-label=${OPERATIONS.branches}>
          <ul role="list">${board.branches.map((branch) => html`<li>${stateMark(branch)} ${branch.name}</li>`)}</ul>
        </section>
        <aside class="ops__panel" aria-label=${OPERATIONS.panel}>
          <operations-panel .face=${face} .view=${view} .selected=${[]}></operations-panel>
        </aside>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'operations-board': OperationsBoard;
  }
}
