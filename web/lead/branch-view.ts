import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { StaffBoard, StaffBranch } from '../../shared/wire/staff-board.ts';
import { isSilent } from '../../shared/words/page.ts';
import { checkedAge, doorsLine, gpLine, LEAD, onBehalfLine, type SheetKind } from '../../shared/words/staff-lead.ts';
import type { LiveView } from '../live/live-board.ts';
import { since } from '../parts/age.ts';
import { serviceBadges } from '../parts/services.ts';
import { stateMark } from '../parts/state-mark.ts';
import type { BranchChoice } from './branch-choice.ts';

export interface BranchViewOptions {
  readonly branch: StaffBranch;
  readonly view: LiveView<StaffBoard>;
  readonly choice: BranchChoice;
  readonly onOpen: (kind: SheetKind) => void;
  readonly onChoose: (slug: string) => void;
}

/** A menu where there is more than one branch to speak of. */
export function branchMenu(
  { branches, chosen }: BranchChoice,
  onChoose: (slug: string) => void,
): TemplateResult | typeof nothing {
  if (branches.length < 2) return nothing;
  return html`<p class="which">
    <label class="which__label" for="lead-branch">${LEAD.branch}</label>
    <select class="field__input which__menu" id="lead-branch" @change=${(event: Event) => onChoose((event.target as HTMLSelectElement).value)}>
      ${chosen ? nothing : html`<option value="" selected disabled>${LEAD.chooseBranch}</option>`}
      ${branches.map(({ slug, name }) => html`<option value=${slug} .selected=${slug === chosen?.slug}>${name}</option>`)}
    </select>
  </p>`;
}

/** The name, and the state as patients see it; it keeps its height whatever it says. */
function head({ branch, view, choice }: BranchViewOptions): TemplateResult {
  const { board, now, checkedAt, freshness } = view;
  const isOld = freshness === 'stale' || freshness === 'dead';
  return html`<div class="now">
    <h1 class="now__name">${branch.name}</h1>
    <p class="now__state">${stateMark(branch, now, board.practice.timeZone)}</p>
    <p class="now__age">
      ${branch.changedAt === null || isSilent(branch) ? nothing : html`${since(Date.parse(branch.changedAt), now, board.practice.timeZone)}, `}${checkedAge(now - checkedAt)}.
      ${isOld ? html`<strong>${LEAD.mayHaveChanged}</strong>` : LEAD.patientsSee}
    </p>
    ${choice.onBehalf ? html`<p class="now__behalf">${onBehalfLine(branch.name)}</p>` : nothing}
  </div>`;
}

const QUICK = ['all-working', 'internet-down', 'records-down', 'services'] as const;

function quickButtons(onOpen: BranchViewOptions['onOpen']): TemplateResult {
  return html`<section class="quick" aria-labelledby="quick">
    <h2 class="nhsuk-u-visually-hidden" id="quick">${LEAD.it}</h2>
    ${QUICK.map((kind) => html`<button class="quick__button" type="button" aria-haspopup="dialog" @click=${() => onOpen(kind)}>${LEAD.buttons[kind]}</button>`)}
  </section>`;
}

function row(label: string, value: unknown, onOpen: () => void): TemplateResult {
  return html`<li><button class="more__row" type="button" aria-haspopup="dialog" @click=${onOpen}>
    <span class="more__label">${label}</span> <span class="more__value">${value}</span> <span class="more__change">${LEAD.change}</span>
  </button></li>`;
}

/** Everything that can be said of one branch, the most urgent first. */
export function branchView(options: BranchViewOptions): TemplateResult {
  const { branch, choice, onOpen, onChoose } = options;
  return html`${head(options)} ${branchMenu(choice, onChoose)} ${quickButtons(onOpen)}
    <ul class="more" role="list" aria-label=${LEAD.more}>
      ${row(LEAD.gps, gpLine(branch.gps.counts), () => onOpen('gps'))}
      ${row(LEAD.doors, doorsLine(branch.access.state, branch.openNow), () => onOpen('doors'))}
      ${row(LEAD.message, branch.message?.text ?? LEAD.none, () => onOpen('message'))}
    </ul>
    <div class="works"><h2 class="works__title">${LEAD.it}</h2>${serviceBadges(branch)}
      ${branch.note ? html`<p class="works__note"><strong>${LEAD.note}:</strong> ${branch.note.text}</p>` : nothing}
    </div>`;
}
