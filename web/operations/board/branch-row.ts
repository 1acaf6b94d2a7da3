import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import {
  alertLines,
  COLUMNS,
  contactLines,
  doorLines,
  OPERATIONS,
  saidLines,
  type TwoLines,
} from '../../../shared/words/staff-operations.ts';
import { contactSight } from '../../../shared/contact/contact-sight.ts';
import { contactAge } from '../../../shared/wallboard/fact-age.ts';
import { stateShape } from '../../parts/state-mark.ts';
import { markOf } from '../../public/marks.ts';
import { isStuck } from '../edits/edit.ts';
import { actionCell } from './action-cell.ts';
import { gpCells } from './gp-cells.ts';
import { itCell } from './it-cell.ts';
import type { Row, RowContext } from './row-context.ts';
import { stuckEdit } from './row-status.ts';

/** How many cells the row of a stuck edit goes over. */
const COLUMN_COUNT = 13;

function lines({ first, second }: TwoLines): TemplateResult {
  return html`<span class="l1">${first}</span>${second === null ? nothing : html` <span class="l2">${second}</span>`}`;
}

function nameCell({ branch, tab }: Row, { selected, actions, now, zone }: RowContext): TemplateResult {
  const { slug, name, town } = branch;
  return html`<th class="c-name" scope="row">
    <span class="name">
      <input class="pick" type="checkbox" tabindex=${tab} data-cell="select" aria-label="${name}" .checked=${live(selected.has(slug))} @change=${(event: Event) => actions.onSelect(slug, (event.currentTarget as HTMLInputElement).checked)}>
      ${stateShape(branch, now, zone)}
      <span class="name__text"><span class="l1">${name}</span> <span class="l2">${town}</span></span>
    </span>
  </th>`;
}

function doorsCell({ branch, shown, tab }: Row, { now, zone, actions }: RowContext): TemplateResult {
  const said = doorLines(shown, now, zone);
  const isTrouble = branch.openNow
    ? shown.access.state !== 'open'
    : shown.access.said !== null && shown.access.state === 'closed';
  return html`<td class="c-doors ${isTrouble ? 'c--stands' : ''}" data-label=${COLUMNS.doors}><button class="cell-button" type="button" tabindex=${tab} data-cell="access" aria-haspopup="menu" aria-label="${branch.name}: ${COLUMNS.doors} ${said.first}${said.second === null ? '' : `, ${said.second}`}" @click=${(event: Event) => actions.onDoors(event.currentTarget as HTMLElement, branch)}>${lines(said)}</button></td>`;
}

function contactCell({ branch }: Row, { now, watched }: RowContext): TemplateResult {
  const sight = contactSight(branch.contact, watched(branch.slug));
  const { level } = contactAge(sight);
  const kind = level === 'stale' ? 'c--stands' : level === 'amber' || branch.disputed ? 'c--late' : '';
  return html`<td class="c-contact ${kind}" data-label=${COLUMNS.contact}>${lines(contactLines(sight, branch.disputed, now))}</td>`;
}

function alertCell({ branch }: Row): TemplateResult {
  const opel = Math.max(branch.alert?.opel ?? 0, branch.declared?.opel ?? 0);
  return html`<td class="c-alert ${opel >= 3 ? 'c--stands' : ''}" data-label=${COLUMNS.alert}>${lines(alertLines(branch))}</td>`;
}

function saidCell({ branch }: Row, { now }: RowContext): TemplateResult {
  const { first, second } = saidLines(branch, now);
  return html`<td class="c-said" data-label=${COLUMNS.said}><span class="l1">${first}${branch.lastSaid?.onBehalf ? html` <span class="behalf">${OPERATIONS.onBehalf}</span>` : nothing}</span>${second === null ? nothing : html` <span class="l2">${second}</span>`}</td>`;
}

function textsCell({ branch, tab }: Row, { actions }: RowContext): TemplateResult {
  const { name, slug, message, note } = branch;
  const text = (label: string, cell: string) =>
    html`<button class="text-flag" type="button" tabindex=${tab} data-cell=${cell} aria-label="${name}: ${label}" @click=${() => actions.onReport(slug)}>${label}</button>`;
  return html`<td class="c-texts" data-label=${COLUMNS.texts}>${message ? text(OPERATIONS.message, 'message') : nothing}${note ? text(OPERATIONS.note, 'note') : nothing}</td>`;
}

/** A branch, and below it an edit of it that waits for the person. */
export function branchRow(row: Row, context: RowContext): TemplateResult {
  const { branch, edit } = row;
  const { slug } = branch;
  const isStopped = edit !== null && isStuck(edit) && edit.targets.length === 1;
  const classes = `brow brow--${markOf(branch)} ${context.current === slug ? 'brow--current' : ''} ${context.selected.has(slug) ? 'brow--selected' : ''}`;
  return html`<tr class=${classes} data-row=${slug}>
      ${nameCell(row, context)} ${itCell(row, context)} ${gpCells(row, context)} ${doorsCell(row, context)}
      ${contactCell(row, context)} ${alertCell(row)} ${saidCell(row, context)} ${textsCell(row, context)}
      ${actionCell(row, context)}
    </tr>
    ${
      isStopped
        ? html`<tr class="row-note" data-note=${slug}><td class="row-note__cell" colspan=${COLUMN_COUNT}><div class="row-note__text">${stuckEdit(edit, context)}</div></td></tr>`
        : nothing
    }`;
}
