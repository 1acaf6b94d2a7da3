import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { SERVICES } from '../../../shared/facts/fact.ts';
import { SERVICE_LABELS } from '../../../shared/words/staff.ts';
import { COLUMNS, GP_COLUMNS, OPERATIONS, SERVICE_LETTERS } from '../../../shared/words/staff-operations.ts';
import { GP_FIELDS } from '../edits/gp-draft.ts';
import type { Sort, SortKey } from '../rows/arrange.ts';
import { branchRow } from './branch-row.ts';
import type { Row, RowContext } from './row-context.ts';

export interface TableOptions {
  readonly rows: readonly Row[];
  readonly context: RowContext;
  readonly sort: Sort;
  readonly onSort: (key: SortKey) => void;
  readonly onSelectAll: (selected: boolean) => void;
  readonly onKeydown: (event: KeyboardEvent) => void;
  readonly onFocusin: (event: FocusEvent) => void;
  readonly onFocusout: (event: FocusEvent) => void;
}

function sorter(key: SortKey, label: string, name: string, { sort, onSort }: TableOptions): TemplateResult {
  const isSorted = sort.key === key;
  return html`<button class="sorter" type="button" aria-label=${label === name ? nothing : name} @click=${() => onSort(key)}>${label}<span class="sorter__sign" aria-hidden="true">${isSorted ? (sort.descending ? '▼' : '▲') : ''}</span></button>`;
}

function ariaSort(key: SortKey, { sort }: TableOptions) {
  if (sort.key !== key) return nothing;
  return sort.descending ? 'descending' : 'ascending';
}

function heading(key: SortKey, label: string, options: TableOptions, name = label): TemplateResult {
  return html`<th scope="col" aria-sort=${ariaSort(key, options)}>${sorter(key, label, name, options)}</th>`;
}

function firstHeading(options: TableOptions): TemplateResult {
  const { rows, context, onSelectAll, sort } = options;
  const isAll = rows.length > 0 && rows.every(({ branch }) => context.selected.has(branch.slug));
  const key = sort.key === 'state' ? 'state' : 'name';
  return html`<th class="c-name" scope="col" aria-sort=${ariaSort(key, options)}>
    <span class="name">
      <input class="pick" type="checkbox" aria-label=${OPERATIONS.selectAll} .checked=${live(isAll)} @change=${(event: Event) => onSelectAll((event.currentTarget as HTMLInputElement).checked)}>
      ${sorter('name', COLUMNS.name, COLUMNS.name, options)}${sorter('state', COLUMNS.state, COLUMNS.state, options)}
    </span>
  </th>`;
}

function plainHeadings(): TemplateResult {
  return html`${GP_FIELDS.map((field) => html`<th class="c-gp" scope="col"><abbr title=${GP_COLUMNS[field].name}>${GP_COLUMNS[field].short}</abbr></th>`)}`;
}

/** All branches: a table that is the editor too. On a narrow screen each row is a card. */
export function branchTable(options: TableOptions): TemplateResult {
  const { rows, context, onKeydown, onFocusin, onFocusout } = options;
  return html`<table class="branches" @keydown=${onKeydown} @focusin=${onFocusin} @focusout=${onFocusout}>
    <caption class="nhsuk-u-visually-hidden">${OPERATIONS.caption}</caption>
    <thead>
      <tr>
        ${firstHeading(options)}
        <th class="c-it" scope="col"><abbr class="svcs" title=${SERVICES.map((service) => `${SERVICE_LETTERS[service]}: ${SERVICE_LABELS[service].name}`).join(', ')}>${COLUMNS.it}</abbr></th>
        ${heading('gps', GP_COLUMNS.available.short, options, GP_COLUMNS.available.name)} ${plainHeadings()}
        ${heading('doors', COLUMNS.doors, options)} ${heading('contact', COLUMNS.contact, options)}
        ${heading('alert', COLUMNS.alert, options)} ${heading('said', COLUMNS.said, options)}
        <th scope="col">${COLUMNS.texts}</th>
        <th class="c-action" scope="col">${COLUMNS.action}</th>
      </tr>
    </thead>
    <tbody>${repeat(
      rows,
      ({ branch }) => branch.slug,
      (row) => branchRow(row, context),
    )}</tbody>
  </table>`;
}
