import { html, LitElement, nothing } from 'lit';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import { OPERATIONS } from '../../../shared/words/staff-operations.ts';
import type { LiveView } from '../../live/live-board.ts';
import type { Face } from '../../staff/open-face.ts';

/** The right side of the board: incidents, their checklists, the notice, the declared alert state. */
export class OperationsPanel extends LitElement {
  static override properties = {
    face: { attribute: false },
    view: { attribute: false },
    selected: { attribute: false },
  };

  declare face: Face | undefined;
  declare view: LiveView<StaffBoard> | undefined;
  /** Slugs of the selected branches. */
  declare selected: readonly string[];

  override createRenderRoot() {
    return this;
  }

  /** `i`: begins an incident over these branches. */
  declareIncident(_slugs: readonly string[]): void {}

  /** `n`: goes to the control of the notice. */
  openNotice(): void {}

  /** A form is being filled in: the page must not be loaded anew. */
  isBusy(): boolean {
    return false;
  }

  override render() {
    if (!this.view) return nothing;
    const open = this.view.board.incidents.filter(({ resolved }) => resolved === null);
    return html`<h2>${OPERATIONS.openIncidents}</h2>
      ${open.length === 0 ? html`<p>${OPERATIONS.noIncidents}</p>` : html`<ul role="list">${open.map(({ title }) => html`<li>${title}</li>`)}</ul>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'operations-panel': OperationsPanel;
  }
}
