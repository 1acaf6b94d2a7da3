import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { BranchSetting } from '../../../shared/wire/practice.ts';
import { BRANCHES } from '../../../shared/words/staff-practice.ts';

export interface BranchListOptions {
  readonly branches: readonly BranchSetting[];
  readonly retired: readonly BranchSetting[];
  readonly onAdd: () => void;
  readonly onEdit: (branch: BranchSetting) => void;
  readonly onRetire: (branch: BranchSetting) => void;
  readonly onBringBack: (branch: BranchSetting) => void;
}

/** The branches as they are set, and those that left. */
export function branchList(options: BranchListOptions): TemplateResult {
  const { branches, onAdd } = options;
  return html`<section class="settings__branches" aria-labelledby="settings-branches">
    <div class="settings__head">
      <h2 class="settings__heading" id="settings-branches" tabindex="-1">${BRANCHES.heading}${branches.length > 0 ? ` (${branches.length})` : ''}</h2>
      <button class="nhsuk-button nhsuk-button--small" type="button" data-add @click=${onAdd}>${BRANCHES.add}</button>
    </div>
    ${branches.length === 0 ? html`<p>${BRANCHES.none}</p>` : table(options)}
    ${leftBranches(options)}
  </section>`;
}

// The roles are said, since a table that is laid out as cards on a phone would lose them.
function table({ branches, onEdit, onRetire }: BranchListOptions): TemplateResult {
  const { columns } = BRANCHES;
  return html`<table class="set-table" role="table" aria-labelledby="settings-branches">
    <thead role="rowgroup">
      <tr role="row">
        ${[columns.name, columns.hours, columns.gps, columns.list, columns.days, columns.actions].map(
          (heading, index) =>
            html`<th role="columnheader" scope="col" class=${index >= 2 && index <= 4 ? 'set-table__number' : ''}>${heading}</th>`,
        )}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${branches.map(
        (branch) => html`<tr role="row" data-branch=${branch.slug}>
          <th role="rowheader" scope="row" class="set-table__name">${branch.name}<span class="set-table__town"> ${branch.town}</span></th>
          <td role="cell" class="set-table__hours">${branch.hours}</td>
          <td role="cell" class="set-table__number" data-label=${columns.gps}>${branch.expectedGps}</td>
          <td role="cell" class="set-table__number" data-label=${columns.list}>${branch.listSize.toLocaleString('en-GB')}</td>
          <td role="cell" class="set-table__number" data-label=${columns.days}>${branch.exceptions.length}</td>
          <td role="cell" class="set-table__actions">
            <button class="mini" type="button" aria-label="${BRANCHES.edit} ${branch.name}" @click=${() => onEdit(branch)}>${BRANCHES.edit}</button>
            <button class="mini" type="button" aria-label="${BRANCHES.retire} ${branch.name}" @click=${() => onRetire(branch)}>${BRANCHES.retire}</button>
          </td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function leftBranches({ retired, onBringBack }: BranchListOptions): TemplateResult | typeof nothing {
  if (retired.length === 0) return nothing;
  return html`<details class="left">
    <summary class="left__summary">${BRANCHES.left} (${retired.length})</summary>
    <p class="field__hint">${BRANCHES.leftMore}</p>
    <ul class="left__list" role="list">
      ${retired.map(
        (branch) => html`<li class="left__item"><span>${branch.name}</span>
          <button class="mini" type="button" aria-label="${BRANCHES.back} ${branch.name}" @click=${() => onBringBack(branch)}>${BRANCHES.back}</button></li>`,
      )}
    </ul>
  </details>`;
}
