import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import { availableGps } from '../../../shared/board/gps.ts';
import { STAFF } from '../../../shared/words/staff.ts';
import { GP_COLUMNS } from '../../../shared/words/staff-operations.ts';
import { GP_FIELDS, type GpDraft, type GpField, readDraft } from '../edits/gp-draft.ts';
import type { Row, RowContext } from './row-context.ts';

function gpInput({ branch, shown, tab }: Row, field: GpField, draft: GpDraft | undefined, { editor }: RowContext) {
  const { counts } = shown.gps;
  const text = draft ? draft.typed[field] : counts ? String(counts[field]) : '';
  const reading = draft ? readDraft(draft) : null;
  const isFaulty = reading?.kind === 'faulty' && (reading.field === null || reading.field === field);
  const { name } = GP_COLUMNS[field];
  return html`<td class="c-gp" data-label=${name}><input class="gp ${draft ? 'gp--draft' : ''}" type="text" inputmode="numeric" autocomplete="off" maxlength="2" tabindex=${tab} data-cell=${field} aria-label="${branch.name}: ${name}${counts || draft ? '' : `, ${STAFF.notKnown}`}" aria-invalid=${isFaulty ? 'true' : nothing} placeholder="–" .value=${live(text)} @input=${(event: Event) => editor.type(branch, field, (event.currentTarget as HTMLInputElement).value)} @focus=${(event: Event) => (event.currentTarget as HTMLInputElement).select()}></td>`;
}

/** GPs who are in, calculated, and the four counts behind that, to be typed over. */
export function gpCells(row: Row, context: RowContext): TemplateResult {
  const draft = context.editor.state().drafts[row.branch.slug];
  const reading = draft ? readDraft(draft) : null;
  const { counts, level } = row.shown.gps;
  const available = reading?.kind === 'counts' ? availableGps(reading.counts) : (counts?.available ?? null);
  const isLow = !draft && (level === 'few' || level === 'none' || level === 'fewer');
  return html`<td class="c-in ${isLow ? `c-in--${level}` : ''}" data-label=${GP_COLUMNS.available.name}>${available ?? html`<span class="unknown">${STAFF.notKnown}</span>`}</td>
    ${GP_FIELDS.map((field) => gpInput(row, field, draft, context))}`;
}
