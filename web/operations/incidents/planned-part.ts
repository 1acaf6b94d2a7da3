import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PublicPlanned } from '../../../shared/wire/public-board.ts';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import { plannedAbout, plannedWhen } from '../../../shared/words/planned.ts';
import { cancelLabel, STAFF_PLANNED } from '../../../shared/words/staff-planned.ts';

/** Work that is planned or under way, and where more is planned. */
export function plannedPart(
  { planned, branches, practice }: StaffBoard,
  on: { readonly onPlan: () => void; readonly onCancel: (work: PublicPlanned) => void },
): TemplateResult {
  const item = (work: PublicPlanned) => {
    return html`<li>
      <p><strong>${work.title}</strong></p>
      <p class="incident__small">${plannedWhen(work, practice.timeZone)}. ${work.status === 'under-way' ? STAFF_PLANNED.underWay : nothing} ${plannedAbout(work, branches)}</p>
      <div class="incident__buttons"><button class="mini" type="button" aria-label=${cancelLabel(work.title)} @click=${() => on.onCancel(work)}>${STAFF_PLANNED.cancel}</button></div>
    </li>`;
  };
  return html`<section class="panel__part" aria-labelledby="panel-planned">
    <h2 class="panel__heading" id="panel-planned">${STAFF_PLANNED.heading}</h2>
    ${planned.length === 0 ? html`<p class="incident__small">${STAFF_PLANNED.none}</p>` : html`<ul class="panel__list" role="list">${planned.map(item)}</ul>`}
    <div class="incident__buttons"><button class="mini" type="button" @click=${on.onPlan}>${STAFF_PLANNED.plan}</button></div>
  </section>`;
}
