import { html, LitElement, nothing } from 'lit';
import type { ChecklistItem } from '../../../shared/facts/fact.ts';
import { incidentPath, PATHS } from '../../../shared/wire/paths.ts';
import type { StaffBoard, StaffIncident } from '../../../shared/wire/staff-board.ts';
import { FORM } from '../../../shared/words/staff-forms.ts';
import { PANEL } from '../../../shared/words/staff-incidents.ts';
import type { LiveView } from '../../live/live-board.ts';
import { toast } from '../../parts/announce.ts';
import type { Face } from '../../staff/open-face.ts';
import { send } from '../../staff/send.ts';
import { alertForm, noticeForm } from './control-forms.ts';
import { declareForm } from './declare-form.ts';
import { incidentCard, resolvedCard } from './incident-card.ts';
import { alertPart, noticePart, recentPart } from './panel-parts.ts';
import { cancelForm, planForm } from './plan-form.ts';
import { plannedPart } from './planned-part.ts';
import { escalateForm, resolveForm, updateForm } from './update-forms.ts';

/** The right side of the board: incidents, their checklists, the notice, the declared alert state. */
export class OperationsPanel extends LitElement {
  static override properties = {
    face: { attribute: false },
    view: { attribute: false },
    selected: { attribute: false },
    ticking: { state: true },
  };

  declare face: Face | undefined;
  declare view: LiveView<StaffBoard> | undefined;
  /** Slugs of the selected branches. */
  declare selected: readonly string[];
  /** Small things under way, each sent with one tap. */
  declare ticking: ReadonlySet<string>;

  constructor() {
    super();
    this.selected = [];
    this.ticking = new Set();
  }

  override createRenderRoot() {
    return this;
  }

  /** `i`: begins an incident over these branches. */
  declareIncident(slugs: readonly string[]): void {
    if (this.view) this.#dialog()?.open(declareForm(this.view.board.branches, slugs));
  }

  /** `n`: goes to the control of the notice. */
  openNotice(): void {
    const heading = this.querySelector<HTMLElement>('#panel-notice');
    heading?.focus();
    heading?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }

  /** A form is being filled in: the page must not be loaded anew. */
  isBusy(): boolean {
    return this.#dialog()?.isBusy() ?? false;
  }

  #dialog() {
    return this.querySelector('form-dialog');
  }

  readonly #nameOf = (slug: string): string =>
    this.view?.board.branches.find((branch) => branch.slug === slug)?.name ?? slug;

  /** Sends what is said with one tap; the tap's control waits, and what went wrong is told. */
  async #tap(name: string, method: 'POST' | 'PUT', path: string, body: object): Promise<void> {
    if (!this.face || this.ticking.has(name)) return;
    this.ticking = new Set([...this.ticking, name]);
    const result = await send(this.face.environment, { method, path, body });
    this.ticking = new Set([...this.ticking].filter((one) => one !== name));
    if (result.kind === 'unreachable') toast(FORM.unreachable, 'fault');
    if (result.kind === 'refused') toast(result.problem.detail, 'fault');
  }

  #tick(incident: StaffIncident | null, item: ChecklistItem, done: boolean): void {
    const path = incident ? incidentPath(incident.id, 'checks') : PATHS.noticeChecks;
    void this.#tap(`${incident?.id ?? 'notice'}-${item}`, 'POST', path, { item, done });
  }

  /** How an incident stands now: it may have gone on since a form was opened. */
  #current(begun: StaffIncident): StaffIncident {
    return this.view?.board.incidents.find(({ id }) => id === begun.id) ?? begun;
  }

  #recovered({ affected, severity }: StaffIncident): readonly string[] {
    const works = (slug: string) => this.view?.board.branches.find((one) => one.slug === slug)?.it === 'up';
    return severity === 'minor' ? [] : affected.filter(works);
  }

  #takeOut(incident: StaffIncident): void {
    const recovered = this.#recovered(incident);
    const affected = incident.affected.filter((slug) => !recovered.includes(slug));
    void this.#tap(`${incident.id}-affected`, 'POST', incidentPath(incident.id, 'updates'), { affected });
  }

  #notice({ board, now }: LiveView<StaffBoard>) {
    return noticePart({
      board,
      now,
      nameOf: this.#nameOf,
      isTicking: (item) => this.ticking.has(`notice-${item}`),
      onHold: () => this.#dialog()?.open(noticeForm('hold', board, now)),
      onKeep: () => this.#dialog()?.open(noticeForm('keep', board, now)),
      onAuto: () => void this.#tap('notice', 'PUT', PATHS.notice, { control: 'auto' }),
      onTick: (item, done) => this.#tick(null, item, done),
    });
  }

  #incidents({ board, now }: LiveView<StaffBoard>) {
    const zone = board.practice.timeZone;
    const open = board.incidents.filter(({ resolved }) => resolved === null);
    const past = board.incidents.filter(({ resolved }) => resolved !== null);
    return html`<section class="panel__part" aria-labelledby="panel-incidents">
        <h2 class="panel__heading" id="panel-incidents">${PANEL.incidents}${open.length > 0 ? ` (${open.length})` : ''}</h2>
        ${open.length === 0 ? html`<p class="incident__small">${PANEL.noIncidents}</p>` : nothing}
        ${open.map((incident) =>
          incidentCard({
            incident,
            now,
            zone,
            nameOf: this.#nameOf,
            recovered: this.#recovered(incident),
            onRecovered: () => this.#takeOut(incident),
            ticking: this.ticking,
            onUpdate: () => this.#dialog()?.open(updateForm(incident, this.#nameOf, () => this.#current(incident))),
            onEscalate: () => this.#dialog()?.open(escalateForm(incident)),
            onResolve: () => this.#dialog()?.open(resolveForm(incident)),
            onTick: (item, done) => this.#tick(incident, item, done),
          }),
        )}
        <div class="incident__buttons"><button class="mini" type="button" @click=${() => this.declareIncident(this.selected)}>${PANEL.declare}</button></div>
      </section>
      ${
        past.length === 0
          ? nothing
          : html`<section class="panel__part" aria-labelledby="panel-past">
              <h2 class="panel__heading" id="panel-past">${PANEL.resolved}</h2>
              ${past.map((incident) => resolvedCard(incident, now, zone))}
            </section>`
      }`;
  }

  override render() {
    const { view, face } = this;
    if (!view || !face) return nothing;
    return html`<div class="panel">
        <text-claims .face=${face} .view=${view}></text-claims>
        ${this.#notice(view)} ${this.#incidents(view)}
        ${plannedPart(view.board, {
          onPlan: () => this.#dialog()?.open(planForm(view.board, this.selected, view.now)),
          onCancel: (work) => this.#dialog()?.open(cancelForm(work, view.board)),
        })}
        ${alertPart(view.board, view.now, {
          onDeclare: () => this.#dialog()?.open(alertForm(view.board)),
          onTakeBack: () => void this.#tap('alert', 'PUT', PATHS.alert, { branch: null, state: null }),
        })}
        <div class="panel__part"><phone-line .face=${face} .view=${view}></phone-line></div>
        ${recentPart(view.board, view.now, this.#nameOf)}
      </div>
      <form-dialog .face=${face}></form-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'operations-panel': OperationsPanel;
  }
}
