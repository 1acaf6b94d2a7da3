import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import { SETTING_LIMITS } from '../../../shared/practice/setting-limits.ts';
import { dateWords, readDay } from '../../../shared/words/staff-hours.ts';
import { EXCEPTIONS } from '../../../shared/words/staff-practice.ts';
import { checkField } from '../forms/fields.ts';
import { fieldId } from '../forms/form.ts';
import { type ExceptionDraft, NEW_EXCEPTION, withoutPast } from './exception-drafts.ts';
import { controlOf, type FieldPlace, sentence, settingText } from './setting-fields.ts';

export interface ExceptionsOptions {
  readonly place: FieldPlace;
  readonly days: readonly ExceptionDraft[];
  /** "2026-12-24", where the practice is. */
  readonly today: string;
  readonly onChange: (days: readonly ExceptionDraft[]) => void;
  /** The control of this id is to get the focus once it is there. */
  readonly onFocus: (id: string) => void;
}

const HOURS_MAX = 60;

/** Days on which a branch, or all, is not open as usual. */
export function exceptionsEditor(options: ExceptionsOptions): TemplateResult {
  const { place, days, today, onChange, onFocus } = options;
  const past = days.length - withoutPast(days, today).length;
  const addId = fieldId(controlOf(place, '/exceptions'));
  const fault = sentence(place.faultOf('/exceptions'));
  const add = () => {
    onChange([...days, NEW_EXCEPTION]);
    onFocus(fieldId(controlOf(place, `/exceptions/${days.length}/date`)));
  };
  const remove = (index: number) => {
    onChange(days.filter((_, other) => other !== index));
    onFocus(addId);
  };
  return html`<div class="days">
    ${fault === null ? nothing : html`<p class="field__fault">${fault}</p>`}
    ${days.length === 0 ? html`<p class="field__hint">${EXCEPTIONS.none}</p>` : nothing}
    ${days.map((day, index) =>
      dayRow({
        ...options,
        day,
        index,
        set: (change) => onChange(days.map((one, other) => (other === index ? { ...one, ...change } : one))),
        remove: () => remove(index),
      }),
    )}
    <div class="days__buttons">
      <button class="mini" type="button" id=${addId} @click=${add}>${EXCEPTIONS.add}</button>
      ${past === 0 ? nothing : html`<button class="mini" type="button" @click=${() => (onChange(withoutPast(days, today)), onFocus(addId))}>${EXCEPTIONS.removePast} (${past})</button>`}
    </div>
  </div>`;
}

interface DayRowOptions extends ExceptionsOptions {
  readonly day: ExceptionDraft;
  readonly index: number;
  readonly set: (change: Partial<ExceptionDraft>) => void;
  readonly remove: () => void;
}

function dayRow({ place, day, index, today, set, remove }: DayRowOptions): TemplateResult {
  const path = `/exceptions/${index}`;
  const name = day.date === '' ? EXCEPTIONS.newDay : dateWords(day.date);
  const isPast = day.date !== '' && day.date < today;
  const read = readDay(day.hours);
  return html`<div class="day ${isPast ? 'day--past' : ''}" role="group" aria-label=${name}>
    <p class="day__name" aria-hidden="true">${name}${isPast ? html` <span class="day__past">${EXCEPTIONS.past}</span>` : nothing}</p>
    ${dateField(place, `${path}/date`, day.date, (date) => set({ date }))}
    <div class="day__hours">
      ${checkField({ field: controlOf(place, `${path}/closed`), label: EXCEPTIONS.closed, value: day.closed, onChange: (closed) => set({ closed }) })}
      ${
        day.closed
          ? nothing
          : settingText({
              place,
              path: `${path}/hours`,
              words: {
                label: EXCEPTIONS.hours,
                hint: read.ok ? `${read.lines.join(' ')}` : EXCEPTIONS.hoursHint,
              },
              value: day.hours,
              max: HOURS_MAX,
              onInput: (hours) => set({ hours }),
            })
      }
    </div>
    ${settingText({
      place,
      path: `${path}/note`,
      words: { label: EXCEPTIONS.note, hint: '' },
      value: day.note,
      max: SETTING_LIMITS.note,
      onInput: (note) => set({ note }),
    })}
    <button class="mini day__remove" type="button" aria-label="${EXCEPTIONS.remove} ${name}" @click=${remove}>${EXCEPTIONS.remove}</button>
  </div>`;
}

function dateField(place: FieldPlace, path: string, value: string, onInput: (date: string) => void): TemplateResult {
  const id = fieldId(controlOf(place, path));
  const fault = sentence(place.faultOf(path));
  return html`<div class="field">
    <label class="field__label" for=${id}>${EXCEPTIONS.date}</label>
    ${fault === null ? nothing : html`<p class="field__fault" id="${id}-fault">${fault}</p>`}
    <input class="field__input" type="date" id=${id} aria-describedby=${fault === null ? nothing : `${id}-fault`} aria-invalid=${fault === null ? nothing : 'true'} .value=${live(value)} @change=${(event: Event) => onInput((event.currentTarget as HTMLInputElement).value)}>
  </div>`;
}
