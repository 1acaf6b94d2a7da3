import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import { charactersLeft } from '../../../shared/words/staff-operations-report.ts';
import { fieldId } from './form.ts';

interface FieldOptions {
  /** Name in the draft and in the server's paths. */
  readonly field: string;
  readonly label: string;
  readonly hint?: string;
  readonly fault: string | null;
}

function around({ field, label, hint, fault }: FieldOptions, control: TemplateResult): TemplateResult {
  const id = fieldId(field);
  return html`<div class="field">
    <label class="field__label" for=${id}>${label}</label>
    ${hint === undefined ? nothing : html`<p class="field__hint" id="${id}-hint">${hint}</p>`}
    ${fault === null ? nothing : html`<p class="field__fault" id="${id}-fault">${fault}</p>`}
    ${control}
  </div>`;
}

function describedBy({ field, hint, fault }: FieldOptions, more = ''): string | typeof nothing {
  const id = fieldId(field);
  const ids = [hint === undefined ? '' : `${id}-hint`, fault === null ? '' : `${id}-fault`, more].filter(Boolean);
  return ids.length === 0 ? nothing : ids.join(' ');
}

export interface TextFieldOptions extends FieldOptions {
  readonly value: string;
  readonly max: number;
  /** More than one line high; what is typed is one line all the same. */
  readonly rows?: number;
  /** What no dictionary knows: an address, or a code that is read off a screen. */
  readonly kind?: 'email' | 'code' | 'phone';
  readonly onInput: (value: string) => void;
}

/** A text. Where it may be long, what is left of it is told. */
export function textField(options: TextFieldOptions): TemplateResult {
  const { field, value, max, rows, kind, fault, onInput } = options;
  const id = fieldId(field);
  const invalid = fault === null ? nothing : 'true';
  const capitals = kind === 'code' ? 'characters' : kind === 'email' ? 'none' : nothing;
  if (rows === undefined) {
    return around(
      options,
      html`<input class="field__input ${kind === 'code' ? 'field__input--code' : ''}" id=${id} type="text" inputmode=${kind === 'email' ? 'email' : kind === 'phone' ? 'tel' : nothing} autocapitalize=${capitals} spellcheck=${kind === undefined ? nothing : 'false'} autocomplete="off" maxlength=${max} aria-describedby=${describedBy(options)} aria-invalid=${invalid} .value=${live(value)} @input=${(event: Event) => onInput((event.currentTarget as HTMLInputElement).value)}>`,
    );
  }
  return around(
    options,
    html`<textarea class="field__input" id=${id} rows=${rows} maxlength=${max} aria-describedby=${describedBy(options, `${id}-left`)} aria-invalid=${invalid} .value=${live(value)} @input=${(event: Event) => onInput((event.currentTarget as HTMLTextAreaElement).value)}></textarea>
      <p class="field__hint" id="${id}-left">${charactersLeft(max - value.length)}</p>`,
  );
}

/** A day and a time on the wall, `YYYY-MM-DDTHH:MM`; empty for none. */
export function momentField(options: FieldOptions & Pick<TextFieldOptions, 'value' | 'onInput'>): TemplateResult {
  const { field, value, fault, onInput } = options;
  return around(
    options,
    html`<input class="field__input field__input--moment" id=${fieldId(field)} type="datetime-local" aria-describedby=${describedBy(options)} aria-invalid=${fault === null ? nothing : 'true'} .value=${live(value)} @input=${(event: Event) => onInput((event.currentTarget as HTMLInputElement).value)}>`,
  );
}

/** A day of the calendar, `YYYY-MM-DD`; empty for none. */
export function dayField(options: FieldOptions & Pick<TextFieldOptions, 'value' | 'onInput'>): TemplateResult {
  const { field, value, fault, onInput } = options;
  return around(
    options,
    html`<input class="field__input field__input--day" id=${fieldId(field)} type="date" aria-describedby=${describedBy(options)} aria-invalid=${fault === null ? nothing : 'true'} .value=${live(value)} @input=${(event: Event) => onInput((event.currentTarget as HTMLInputElement).value)}>`,
  );
}

export interface Choice<V extends string> {
  readonly value: V;
  readonly label: string;
}

export interface SelectFieldOptions<V extends string> extends FieldOptions {
  readonly choices: readonly Choice<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}

/** One of a few that are known by their names. */
export function selectField<V extends string>(options: SelectFieldOptions<V>): TemplateResult {
  const { field, choices, value, fault, onChange } = options;
  const onSelect = (event: Event) => {
    const chosen = (event.currentTarget as HTMLSelectElement).value;
    const choice = choices.find((one) => one.value === chosen);
    if (choice) onChange(choice.value);
  };
  return around(
    options,
    html`<select class="field__input" id=${fieldId(field)} aria-describedby=${describedBy(options)} aria-invalid=${fault === null ? nothing : 'true'} @change=${onSelect}>
      ${choices.map((choice) => html`<option value=${choice.value} .selected=${choice.value === value}>${choice.label}</option>`)}
    </select>`,
  );
}

export interface ChecksFieldOptions<V extends string> {
  readonly field: string;
  readonly legend: string;
  readonly hint?: string;
  readonly fault: string | null;
  readonly choices: readonly Choice<V>[];
  readonly values: readonly V[];
  /** Offers to tick all, with these words. */
  readonly all?: string;
  readonly onChange: (values: readonly V[]) => void;
}

/** Any of several. */
export function checksField<V extends string>(options: ChecksFieldOptions<V>): TemplateResult {
  const { field, legend, hint, fault, choices, values, all, onChange } = options;
  const id = fieldId(field);
  const tick = (value: V, on: boolean) =>
    onChange(choices.map((choice) => choice.value).filter((one) => (one === value ? on : values.includes(one))));
  const isAll = values.length === choices.length;
  return html`<fieldset class="checks" aria-describedby=${fault === null ? nothing : `${id}-fault`}>
    <legend class="field__label">${legend}</legend>
    ${hint === undefined ? nothing : html`<p class="field__hint">${hint}</p>`}
    ${fault === null ? nothing : html`<p class="field__fault" id="${id}-fault">${fault}</p>`}
    ${all === undefined ? nothing : html`<label class="checks__item checks__item--all"><input type="checkbox" .checked=${isAll} .indeterminate=${values.length > 0 && !isAll} @change=${() => onChange(isAll ? [] : choices.map(({ value }) => value))}> ${all}</label>`}
    <div class="checks__items">
      ${choices.map(
        ({ value, label }, index) =>
          html`<label class="checks__item"><input type="checkbox" id=${index === 0 ? id : nothing} .checked=${values.includes(value)} @change=${(event: Event) => tick(value, (event.currentTarget as HTMLInputElement).checked)}> ${label}</label>`,
      )}
    </div>
  </fieldset>`;
}

/** One thing that is so or not. */
export function checkField(options: {
  readonly field: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}): TemplateResult {
  const { field, label, hint, value, onChange } = options;
  const id = fieldId(field);
  return html`<div class="checks">
    <label class="checks__item"><input type="checkbox" id=${id} aria-describedby=${hint === undefined ? nothing : `${id}-hint`} .checked=${value} @change=${(event: Event) => onChange((event.currentTarget as HTMLInputElement).checked)}> ${label}</label>
    ${hint === undefined ? nothing : html`<p class="field__hint" id="${id}-hint">${hint}</p>`}
  </div>`;
}
