import { html, LitElement, nothing } from 'lit';
import type { StaffBoard, StaffBranch } from '../../../shared/wire/staff-board.ts';
import type { LiveView } from '../../live/live-board.ts';
import type { Face } from '../../staff/open-face.ts';

/** `t`: the timeline of a branch. */
export class TimelineDialog extends LitElement {
  static override properties = { face: { attribute: false }, view: { attribute: false }, branch: { state: true } };

  declare face: Face;
  declare view: LiveView<StaffBoard>;
  declare branch: StaffBranch | null;

  constructor() {
    super();
    this.branch = null;
  }

  override createRenderRoot() {
    return this;
  }

  open(branch: StaffBranch): void {
    this.branch = branch;
  }

  override render() {
    return this.branch ? html`<p>${this.branch.name}</p>` : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'timeline-dialog': TimelineDialog;
  }
}
