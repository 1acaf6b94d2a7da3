import { html, type TemplateResult } from 'lit/html.js';
import { RECORD_KINDS } from '../../../shared/people/access-events.ts';
import type { RecordFilters, RecordPage } from '../../../shared/wire/record.ts';
import { RECORD, RECORD_KIND_NAMES, RECORD_OUTCOME_NAMES } from '../../../shared/words/record.ts';

interface Option {
  readonly value: string;
  readonly text: string;
}

function choice(
  name: keyof RecordFilters,
  label: string,
  [first, ...rest]: readonly [string, ...Option[]],
  chosen: string,
  onChange: (name: keyof RecordFilters, value: string) => void,
): TemplateResult {
  return html`<div class="field">
    <label class="field__label" for="record-${name}">${label}</label>
    <select class="field__input" id="record-${name}" @change=${(event: Event) => onChange(name, (event.currentTarget as HTMLSelectElement).value)}>
      <option value="" ?selected=${chosen === ''}>${first}</option>
      ${rest.map(({ value, text }) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
    </select>
  </div>`;
}

export interface FiltersOptions {
  readonly filters: RecordFilters;
  readonly people: RecordPage['people'];
  readonly onChange: (name: keyof RecordFilters, value: string) => void;
  readonly onClear: () => void;
}

/** By whom, about what, how it ended and on which day. */
export function recordFilters({ filters, people, onChange, onClear }: FiltersOptions): TemplateResult {
  const { person = '', kind = '', outcome = '', day = '' } = filters;
  const byKind = RECORD_KINDS.map((value) => ({ value, text: RECORD_KIND_NAMES[value] }));
  const byOutcome = (['done', 'refused'] as const).map((value) => ({ value, text: RECORD_OUTCOME_NAMES[value] }));
  const byPerson = people.map(({ id, name }) => ({ value: id, text: name }));
  const isChosen = [person, kind, outcome, day].some((value) => value !== '');
  return html`<div class="record-filters" role="group" aria-label=${RECORD.filters}>
    ${choice('person', RECORD.person, [RECORD.everybody, ...byPerson], person, onChange)}
    ${choice('outcome', RECORD.outcome, [RECORD.anyOutcome, ...byOutcome], outcome, onChange)}
    ${choice('kind', RECORD.kind, [RECORD.everything, ...byKind], kind, onChange)}
    <div class="field">
      <label class="field__label" for="record-day">${RECORD.day}</label>
      <input class="field__input" id="record-day" type="date" .value=${day} @change=${(event: Event) => onChange('day', (event.currentTarget as HTMLInputElement).value)}>
    </div>
    ${isChosen ? html`<button class="mini" type="button" @click=${onClear}>${RECORD.clear}</button>` : null}
  </div>`;
}
