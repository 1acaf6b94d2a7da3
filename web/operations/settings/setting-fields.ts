import { html, nothing, type TemplateResult } from 'lit/html.js';
import { capitalise } from '../../../shared/words/lists.ts';
import type { HoursReading } from '../../../shared/words/staff-hours.ts';
import { type SummaryFault, errorSummary } from '../../parts/error-summary.ts';
import { fieldId, type FormFault } from '../forms/form.ts';
import { textField } from '../forms/fields.ts';

export interface FieldWords {
  readonly label: string;
  readonly hint: string;
}

/** The form's own prefix, and what is wrong by path: two forms may be on the page at once. */
export interface FieldPlace {
  readonly prefix: string;
  readonly faultOf: (path: string) => string | null;
}

/** Name of a path's control in this form: `/exceptions/2/date` is `practice-exceptions-2-date`. */
export function controlOf({ prefix }: Pick<FieldPlace, 'prefix'>, path: string): string {
  return `${prefix}${path.replaceAll('/', '-')}`;
}

export interface SettingTextOptions {
  readonly place: FieldPlace;
  readonly path: string;
  readonly words: FieldWords;
  readonly value: string;
  readonly max: number;
  readonly rows?: number;
  /** Short values have short fields. */
  readonly size?: 'short' | 'middle';
  /** Of the value: "minutes". */
  readonly unit?: string;
  readonly onInput: (value: string) => void;
}

export function settingText(options: SettingTextOptions): TemplateResult {
  const { place, path, words, value, max, rows, size, unit, onInput } = options;
  const label = unit === undefined ? words.label : `${words.label} (${unit})`;
  return html`<div class="setting ${size === undefined ? '' : `setting--${size}`}">
    ${textField({
      field: controlOf(place, path),
      label,
      ...(words.hint !== '' && { hint: words.hint }),
      ...(rows !== undefined && { rows }),
      fault: sentence(place.faultOf(path)),
      value,
      max,
      onInput,
    })}
  </div>`;
}

/** The fault of a field, on its own: the sentences of the rules begin after the name of the field. */
export function sentence(fault: string | null): string | null {
  return fault === null ? null : capitalise(fault);
}

/** Hours read back in plain words while they are typed; polite, so that it can be heard. */
export function hoursReading(reading: HoursReading, heading: string): TemplateResult {
  return html`<div class="reading ${reading.ok ? '' : 'reading--fault'}" role="status">
    ${
      reading.ok
        ? html`<p class="reading__heading">${heading}</p>
            <ul role="list">${reading.lines.map((line) => html`<li>${line}</li>`)}</ul>`
        : html`<p>${reading.fault}</p>`
    }
  </div>`;
}

/** All that is wrong, over the form; each leads to its field. */
export function settingFaults(
  { prefix }: Pick<FieldPlace, 'prefix'>,
  faults: readonly FormFault[],
  detail: string | null,
  labelOf: (path: string) => string,
): TemplateResult | typeof nothing {
  const told = faults.map(({ path, message }): SummaryFault => {
    const label = labelOf(path);
    return label === ''
      ? { message }
      : { message: `${label}: ${message}`, field: fieldId(controlOf({ prefix }, path)) };
  });
  return errorSummary(told, detail);
}
