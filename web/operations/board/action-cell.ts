import { html, nothing, type TemplateResult } from 'lit/html.js';
import { EDITS } from '../../../shared/words/staff-edits.ts';
import { COLUMNS, OPERATIONS } from '../../../shared/words/staff-operations.ts';
import { canUndo, type Edit } from '../edits/edit.ts';
import { readDraft } from '../edits/gp-draft.ts';
import { isDue } from '../rows/arrange.ts';
import type { Row, RowContext } from './row-context.ts';

function statusOf(edit: Edit | null, row: Row, { editor, elapsed }: RowContext): TemplateResult | null {
  const draft = editor.state().drafts[row.branch.slug];
  if (draft) {
    const reading = readDraft(draft);
    if (reading.kind === 'faulty') return html`<span class="edit edit--fault">${reading.message}</span>`;
    return html`<span class="edit ${draft.isOvertaken ? 'edit--fault' : ''}">${draft.isOvertaken ? EDITS.overtaken : EDITS.unsaved}</span>`;
  }
  if (edit?.status.kind === 'waiting' || edit?.status.kind === 'saving')
    return html`<span class="edit">${EDITS.saving}</span>`;
  if (edit?.status.kind === 'saved') {
    if (edit.status.notApplied.length > 0) return html`<span class="edit">${EDITS.later}</span>`;
    return html`<span class="edit edit--saved">${edit.isUndo ? EDITS.putBack : EDITS.saved}</span>
      ${canUndo(edit, elapsed) ? html`<button class="mini" type="button" tabindex=${row.tab} data-cell="undo" aria-label="${row.branch.name}: ${EDITS.undo}" @click=${() => editor.undo(edit.id)}>${EDITS.undo}</button>` : nothing}`;
  }
  return edit ? html`<span class="edit edit--fault">${EDITS.notSaved}</span>` : null;
}

/** What is going on with the row, or else what can be done with it. */
export function actionCell(row: Row, context: RowContext): TemplateResult {
  const { branch, edit, tab } = row;
  const { actions } = context;
  const { name, slug } = branch;
  const buttons = html`${
    isDue(branch)
      ? html`<button class="mini mini--due" type="button" tabindex=${tab} data-cell="still-so" aria-label="${name}: ${EDITS.stillSo}" @click=${() => actions.onStillSo(slug)}>${EDITS.stillSo}</button>`
      : nothing
  }<button class="mini" type="button" tabindex=${tab} data-cell="report" aria-label="${name}: ${OPERATIONS.report}" @click=${() => actions.onReport(slug)}>${OPERATIONS.report}</button>${
    isDue(branch)
      ? nothing
      : html`<button class="mini" type="button" tabindex=${tab} data-cell="timeline" aria-label="${name}: ${OPERATIONS.timeline}" @click=${() => actions.onTimeline(slug)}>${OPERATIONS.log}</button>`
  }`;
  return html`<td class="c-action" data-label=${COLUMNS.action}><div class="action">${statusOf(edit, row, context) ?? buttons}</div></td>`;
}
