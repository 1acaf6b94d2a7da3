import { html, LitElement, nothing } from 'lit';
import type { Instant } from '../../shared/practice/instant.ts';
import type { StaffBoard, StaffBranch } from '../../shared/wire/staff-board.ts';
import { LEAD } from '../../shared/words/staff-lead.ts';
import { OUTBOX, unsentCount } from '../../shared/words/staff-outbox.ts';
import { FACE_NAMES } from '../../shared/words/staff.ts';
import type { LiveView } from '../live/live-board.ts';
import { heldFace } from '../outbox/held-face.ts';
import { readKeptSight } from '../outbox/kept.store.ts';
import { openOutbox, type Outbox } from '../outbox/outbox.ts';
import { toast } from '../parts/announce.ts';
import { confirmed } from '../parts/confirm.ts';
import { faceFrame } from '../parts/face-frame.ts';
import { keepTicking, keepUpdated } from '../staff/keep-updated.ts';
import { type Face, openFace } from '../staff/open-face.ts';
import type { SendResult } from '../staff/send.ts';
import { chooseBranch, keepBranch, keptBranch } from './branch-choice.ts';
import { branchMenu, branchView } from './branch-view.ts';
import { unsettled } from './entries-to-show.ts';
import { keepReport } from './kept-report.ts';
import { outboxList } from './outbox-list.ts';
import { createReportFlow, type ReportFlow } from './report-flow.ts';
import { sayAtOnce } from './say-still-so.ts';
import { waitingBar } from './waiting-bar.ts';

const AGES_MS = 5_000;
const NO_BRANCH: readonly string[] = [];

/** `/lead`: one's own branch, and everything that can be said of it with a thumb. */
export class LeadPage extends LitElement {
  static override properties = { isConfirming: { state: true } };

  declare isConfirming: boolean;
  readonly #kept = readKeptSight();
  readonly #face: Face = openFace({
    face: 'lead',
    mayReload: () => this.#flow.state() === null && !this.isConfirming,
    held: this.#kept.then(heldFace),
    onSignOut: (leave) => void this.#signOut(leave),
  });
  readonly #outbox: Outbox = openOutbox(this.#face, this.#kept);
  readonly #flow: ReportFlow = createReportFlow(this.#face, this.#outbox, sessionStorage);

  constructor() {
    super();
    this.isConfirming = false;
    keepUpdated(this, this.#face);
    keepUpdated(this, this.#outbox);
    keepUpdated(this, this.#flow);
    keepTicking(this, this.#face.environment, AGES_MS);
  }

  override createRenderRoot() {
    return this;
  }

  override updated(): void {
    this.#flow.resume();
  }

  #choose(slug: string): void {
    keepBranch(slug);
    const url = new URL(location.href);
    url.searchParams.set('branch', slug);
    history.replaceState(null, '', url);
    this.requestUpdate();
  }

  async #stillSo(branch: StaffBranch, now: Instant): Promise<void> {
    if (this.isConfirming) return;
    this.isConfirming = true;
    const said = {
      branch: branch.slug,
      branchName: branch.name,
      content: { confirm: true } as const,
      seen: branch.seq,
    };
    const { kind, text } = await sayAtOnce(this.#outbox, said, LEAD.stillSoSaid, () => now);
    this.isConfirming = false;
    toast(text, kind);
  }

  /** What is not sent stays for when the same person signs in again; whoever leaves knows of it. */
  async #signOut(leave: () => Promise<SendResult>): Promise<void> {
    const { length } = unsettled(this.#outbox.entries());
    const question = {
      title: OUTBOX.signOutTitle,
      lines: [unsentCount(length), OUTBOX.signOutLine],
      action: OUTBOX.signOutKeep,
      cancel: OUTBOX.signOutStay,
    };
    if (length > 0 && !(await confirmed(question))) return;
    keepReport(sessionStorage, null);
    if ((await leave()).kind === 'unreachable') toast(OUTBOX.signOutFailed, 'fault');
  }

  #content(view: LiveView<StaffBoard>) {
    const session = this.#face.session();
    if (!session) return html`<h1>${FACE_NAMES.lead}</h1>`;
    const wanted = [new URLSearchParams(location.search).get('branch'), keptBranch()];
    const choice = chooseBranch(view.board.branches, session, wanted);
    const branch = choice.chosen;
    if (!branch) {
      const text =
        session.role === 'display' || session.role === 'read-only'
          ? [LEAD.lookOnly]
          : [LEAD.noBranch, LEAD.noBranchMore];
      const menu = branchMenu(choice, (slug) => this.#choose(slug));
      const why = menu === nothing ? text.map((line) => html`<p>${line}</p>`) : menu;
      return html`<h1>${FACE_NAMES.lead}</h1>${why} ${this.#list(view)}`;
    }
    const bar = waitingBar({
      flow: this.#flow,
      outbox: this.#outbox,
      branch,
      view,
      me: session.name,
      isConfirming: this.isConfirming,
      onStillSo: () => void this.#stillSo(branch, view.now),
      onWorksAgain: () => this.#flow.open('all-working', branch),
    });
    const onOpen = (kind: Parameters<ReportFlow['open']>[0]) => this.#flow.open(kind, branch);
    return html`<div class="lead">
      ${branchView({ branch, view, choice, onOpen, onChoose: (slug) => this.#choose(slug) })} ${this.#list(view)}
      <lead-contact .face=${this.#face} .outbox=${this.#outbox} .own=${choice.onBehalf ? NO_BRANCH : session.branches} .view=${view} .slug=${branch.slug}></lead-contact>
      <lead-said .face=${this.#face} .view=${view} .slug=${branch.slug}></lead-said>
      <phone-line .face=${this.#face} .view=${view} .slug=${branch.slug}></phone-line>
      ${bar}
      <lead-sheet .face=${this.#face} .flow=${this.#flow} .view=${view} .onBehalf=${choice.onBehalf} .state=${this.#flow.state()}></lead-sheet>
    </div>`;
  }

  #list(view: LiveView<StaffBoard>) {
    return outboxList({
      outbox: this.#outbox,
      now: view.now,
      signInPath: this.#face.signInPath(),
      onOpen: (entry) => this.#flow.openEntry(entry),
    });
  }

  override render() {
    return faceFrame('lead', this.#face, (view) => this.#content(view));
  }
}
