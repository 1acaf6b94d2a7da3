import { html, LitElement, nothing } from 'lit';
import type { Instant } from '../../shared/practice/instant.ts';
import type { StaffBoard, StaffBranch } from '../../shared/wire/staff-board.ts';
import { LEAD } from '../../shared/words/staff-lead.ts';
import { FACE_NAMES } from '../../shared/words/staff.ts';
import type { LiveView } from '../live/live-board.ts';
import { toast } from '../parts/announce.ts';
import { faceFrame } from '../parts/face-frame.ts';
import { keepTicking, keepUpdated } from '../staff/keep-updated.ts';
import { openFace } from '../staff/open-face.ts';
import { chooseBranch, keepBranch, keptBranch } from './branch-choice.ts';
import { branchMenu, branchView } from './branch-view.ts';
import { createReportFlow, type ReportFlow } from './report-flow.ts';
import { sayStillSo } from './say-still-so.ts';
import { waitingBar } from './waiting-bar.ts';

const AGES_MS = 5_000;

/** `/lead`: one's own branch, and everything that can be said of it with a thumb. */
export class LeadPage extends LitElement {
  static override properties = { isConfirming: { state: true } };

  declare isConfirming: boolean;
  readonly #face = openFace({ face: 'lead', mayReload: () => this.#flow.state() === null && !this.isConfirming });
  readonly #flow: ReportFlow = createReportFlow(this.#face, sessionStorage);
  /** Of what was seen: tried again, it is the same that is said. */
  #stillSoKey: { readonly of: string; readonly key: string } | null = null;

  constructor() {
    super();
    this.isConfirming = false;
    keepUpdated(this, this.#face);
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
    const { environment } = this.#face;
    const of = `${branch.slug} ${branch.seq}`;
    if (this.#stillSoKey?.of !== of) this.#stillSoKey = { of, key: environment.newKey() };
    const { kind, text } = await sayStillSo(environment, branch, now, this.#stillSoKey.key);
    this.isConfirming = false;
    toast(text, kind);
  }

  #content(view: LiveView<StaffBoard>) {
    const session = this.#face.session();
    if (!session) return html`<h1>${FACE_NAMES.lead}</h1>`;
    const wanted = [new URLSearchParams(location.search).get('branch'), keptBranch()];
    const choice = chooseBranch(view.board.branches, session, wanted);
    const branch = choice.chosen;
    if (!branch) {
      const text = session.role === 'display' ? [LEAD.lookOnly] : [LEAD.noBranch, LEAD.noBranchMore];
      const menu = branchMenu(choice, (slug) => this.#choose(slug));
      return html`<h1>${FACE_NAMES.lead}</h1>${menu === nothing ? text.map((line) => html`<p>${line}</p>`) : menu}`;
    }
    const bar = waitingBar({
      flow: this.#flow,
      branch,
      view,
      me: session.name,
      isConfirming: this.isConfirming,
      onStillSo: () => void this.#stillSo(branch, view.now),
      onWorksAgain: () => this.#flow.open('all-working', branch),
    });
    const onOpen = (kind: Parameters<ReportFlow['open']>[0]) => this.#flow.open(kind, branch);
    return html`<div class="lead">
      ${branchView({ branch, view, choice, onOpen, onChoose: (slug) => this.#choose(slug) })} <lead-said .face=${this.#face} .view=${view} .slug=${branch.slug}></lead-said>
      ${bar}
      <lead-sheet .face=${this.#face} .flow=${this.#flow} .view=${view} .onBehalf=${choice.onBehalf} .state=${this.#flow.state()}></lead-sheet>
    </div>`;
  }

  override render() {
    return faceFrame('lead', this.#face, (view) => this.#content(view));
  }
}
