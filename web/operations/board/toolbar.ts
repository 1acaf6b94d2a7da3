import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import { EDITS } from '../../../shared/words/staff-edits.ts';
import {
  FILTER_NAMES,
  OPERATIONS,
  reportFor,
  selectedWords,
  shownWords,
} from '../../../shared/words/staff-operations.ts';
import { type Arrangement, type Filter, FILTERS } from '../rows/arrange.ts';

export interface ToolbarOptions {
  readonly arrangement: Arrangement;
  readonly counts: { readonly [F in Filter]: number };
  readonly shown: number;
  readonly selected: number;
  /** The rows stand in another order than asked for, because somebody works in them. */
  readonly isHeld: boolean;
  readonly canStillSo: boolean;
  readonly onQuery: (query: string) => void;
  readonly onFilter: (filter: Filter) => void;
  readonly onSortAgain: () => void;
  readonly onReport: () => void;
  readonly onStillSo: () => void;
  readonly onClear: () => void;
  readonly onKeys: () => void;
}

function search({ arrangement, onQuery }: ToolbarOptions): TemplateResult {
  return html`<label class="search"><span class="nhsuk-u-visually-hidden">${OPERATIONS.search}</span>
    <input class="search__input" id="operations-search" type="search" autocomplete="off" spellcheck="false" placeholder=${OPERATIONS.searchKey} .value=${live(arrangement.query)} @input=${(event: Event) => onQuery((event.currentTarget as HTMLInputElement).value)}></label>`;
}

function filters({ arrangement, counts, onFilter }: ToolbarOptions): TemplateResult {
  return html`<div class="filters" role="group" aria-label=${OPERATIONS.filters}>
    ${FILTERS.map((filter) => html`<button class="filter" type="button" aria-pressed=${arrangement.filter === filter ? 'true' : 'false'} @click=${() => onFilter(filter)}>${FILTER_NAMES[filter]} <span class="filter__count">${counts[filter]}</span></button>`)}
  </div>`;
}

function selection({ selected, canStillSo, onReport, onStillSo, onClear }: ToolbarOptions): TemplateResult {
  return html`<div class="selection">
    <span class="selection__count">${selectedWords(selected)}</span>
    <button class="mini mini--main" type="button" @click=${onReport}>${reportFor(selected)}</button>
    ${canStillSo ? html`<button class="mini" type="button" @click=${onStillSo}>${EDITS.stillSo}</button>` : nothing}
    <button class="mini" type="button" @click=${onClear}>${OPERATIONS.clearSelection}</button>
  </div>`;
}

/** What stands over the table: find, filter, and what can be done with the selected rows. */
export function toolbar(options: ToolbarOptions): TemplateResult {
  const { shown, counts, selected, isHeld, onSortAgain, onKeys } = options;
  return html`<div class="toolbar">
    ${search(options)} ${filters(options)}
    <p class="toolbar__shown" role="status">${shownWords(shown, counts.all)}</p>
    ${isHeld ? html`<button class="mini" type="button" @click=${onSortAgain}>${OPERATIONS.sortAgain}</button>` : nothing}
    ${selected > 0 ? selection(options) : nothing}
    <button class="mini toolbar__keys" type="button" @click=${onKeys}>${OPERATIONS.keys}</button>
  </div>`;
}
