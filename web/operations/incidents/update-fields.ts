import { html, type TemplateResult } from 'lit/html.js';
import { UPDATE_MAX } from '../../../shared/facts/incident-limits.ts';
import { INCIDENT_FORMS, minutesChoice } from '../../../shared/words/staff-incidents.ts';
import { selectField, textField } from '../forms/fields.ts';
import type { FormContext } from '../forms/form.ts';

/** What is said to patients and to staff; empty: nothing. */
export interface Updates {
  readonly public: string;
  readonly staff: string;
}

/** In how many minutes the next update is promised, or that none is. */
export type UpdatePromise = '15' | '30' | '60' | '120' | '240' | 'none';

const PROMISES = ['15', '30', '60', '120', '240'] as const satisfies readonly UpdatePromise[];

/** A text of several lines is sent as one: it is shown as one sentence after the other. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The texts that say something, as the server takes them. */
export function updatesBody(updates: Updates): { readonly public?: string; readonly staff?: string } {
  const [forPatients, forStaff] = [oneLine(updates.public), oneLine(updates.staff)];
  return { ...(forPatients && { public: forPatients }), ...(forStaff && { staff: forStaff }) };
}

export function promiseMinutes(promise: UpdatePromise): number | null {
  return promise === 'none' ? null : Number(promise);
}

/** The two texts of an update. */
export function updateFields<D extends Updates>({
  draft,
  set,
  faultOf,
}: Pick<FormContext<D>, 'draft' | 'faultOf'> & { readonly set: (change: Partial<Updates>) => void }): TemplateResult {
  return html`${textField({
    field: 'public',
    label: INCIDENT_FORMS.public,
    hint: INCIDENT_FORMS.publicHint,
    fault: faultOf('public'),
    value: draft.public,
    max: UPDATE_MAX,
    rows: 2,
    onInput: (text) => set({ public: text }),
  })}
  ${textField({
    field: 'staff',
    label: INCIDENT_FORMS.staff,
    hint: INCIDENT_FORMS.staffHint,
    fault: faultOf('staff'),
    value: draft.staff,
    max: UPDATE_MAX,
    rows: 2,
    onInput: (text) => set({ staff: text }),
  })}`;
}

/** When the next update is promised; `keep` offers to leave it as it is. */
export function nextUpdateField(value: UpdatePromise, onChange: (value: UpdatePromise) => void): TemplateResult {
  return selectField<UpdatePromise>({
    field: 'nextUpdateInMinutes',
    label: INCIDENT_FORMS.nextUpdate,
    fault: null,
    choices: [
      ...PROMISES.map((minutes) => ({ value: minutes, label: minutesChoice(Number(minutes)) })),
      { value: 'none', label: 'No next update' },
    ],
    value,
    onChange,
  });
}
