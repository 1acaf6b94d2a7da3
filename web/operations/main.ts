import { isOfOperations } from '../../shared/people/roles.ts';
import { html, LitElement } from 'lit';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import type { LiveView } from '../live/live-board.ts';
import { faceFrame } from '../parts/face-frame.ts';
import { PhoneLine } from '../parts/phone-line.ts';
import { ProveForm } from '../parts/prove-dialog.ts';
import { keepTicking, keepUpdated } from '../staff/keep-updated.ts';
import { openFace, showElement } from '../staff/open-face.ts';
import { OperationsAsks } from './asks/operations-asks.ts';
import { CellMenu } from './board/cell-menu.ts';
import { OperationsBoard } from './board/operations-board.ts';
import { DisplaysScreen } from './displays/displays-screen.ts';
import { screenLinks } from './head.ts';
import { FormDialog } from './forms/form-dialog.ts';
import { OperationsPanel } from './incidents/operations-panel.ts';
import { KeysDialog } from './keys/keys-dialog.ts';
import { PeopleScreen } from './people/people-screen.ts';
import { PrintedSheet } from './people/printed-sheet.ts';
import { BranchDialog } from './settings/branch-dialog.ts';
import { PracticeForm } from './settings/practice-form.ts';
import { PracticeScreen } from './settings/practice-screen.ts';
import { RecordScreen } from './record/record-screen.ts';
import { ReportDialog } from './report/report-dialog.ts';
import { SenderCard } from './senders/sender-card.ts';
import { ApiTokensSection } from './senders/api-tokens.ts';
import { openToken } from './senders/open-token.ts';
import { SendersScreen } from './senders/senders-screen.ts';
import { TextClaims } from './texts/text-claims.ts';
import { TimelineDialog } from './timeline/timeline-dialog.ts';
import { lookOnly } from './look-only.ts';
import { type Screen, screenOf, screenPath } from './screen.ts';
import { otherScreen } from './screens.ts';

const AGES_MS = 15_000;

/** `/operations`: the board, or one of the screens beside it. Board and settings stay as they are while another is shown. */
class OperationsPage extends LitElement {
  readonly #face = openFace({
    face: 'operations',
    mayReload: () =>
      ['board', 'practice'].includes(screenOf(location.pathname)) &&
      openToken() === null &&
      !this.querySelector('operations-board')?.isBusy() &&
      !this.querySelector('practice-screen')?.isBusy(),
  });
  readonly #onBack = () => this.requestUpdate();

  constructor() {
    super();
    keepUpdated(this, this.#face);
    keepTicking(this, this.#face.environment, AGES_MS);
  }

  override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('popstate', this.#onBack);
  }

  override disconnectedCallback(): void {
    removeEventListener('popstate', this.#onBack);
    super.disconnectedCallback();
  }

  #go(event: MouseEvent, screen: Screen): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, '', screenPath(screen));
    this.requestUpdate();
    void this.updateComplete.then(() => document.getElementById('main')?.focus());
  }

  #content(view: LiveView<StaffBoard>) {
    const screen = screenOf(location.pathname);
    const face = this.#face;
    const session = face.session();
    // Whoever may change nothing is shown no control that would refuse them.
    if (session && !isOfOperations(session.role)) return lookOnly(session);
    return html`${screenLinks(screen, face.session()?.role ?? '', (event, to) => this.#go(event, to))}
      <operations-board class="ops" ?hidden=${screen !== 'board'} .face=${face} .view=${view}></operations-board>
      <practice-screen class="ops__screen" ?hidden=${screen !== 'practice'} .shown=${screen === 'practice'} .face=${face} .view=${view}></practice-screen>
      ${screen === 'board' || screen === 'practice' ? null : otherScreen(screen, { face, view })}`;
  }

  override render() {
    return faceFrame('operations', this.#face, (view) => this.#content(view));
  }
}

customElements.define('branch-dialog', BranchDialog);
customElements.define('practice-form', PracticeForm);
customElements.define('practice-screen', PracticeScreen);
customElements.define('cell-menu', CellMenu);
customElements.define('form-dialog', FormDialog);
customElements.define('keys-dialog', KeysDialog);
customElements.define('report-dialog', ReportDialog);
customElements.define('timeline-dialog', TimelineDialog);
customElements.define('operations-asks', OperationsAsks);
customElements.define('text-claims', TextClaims);
customElements.define('phone-line', PhoneLine);
customElements.define('operations-panel', OperationsPanel);
customElements.define('operations-board', OperationsBoard);
customElements.define('printed-sheet', PrintedSheet);
customElements.define('people-screen', PeopleScreen);
customElements.define('prove-form', ProveForm);
customElements.define('record-screen', RecordScreen);
customElements.define('displays-screen', DisplaysScreen);
customElements.define('sender-card', SenderCard);
customElements.define('api-tokens', ApiTokensSection);
customElements.define('senders-screen', SendersScreen);
customElements.define('branchboard-operations', OperationsPage);
showElement('branchboard-operations');
