import { html, nothing, type TemplateResult } from 'lit/html.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RecordLine } from '../../../shared/wire/record.ts';
import { RECORD } from '../../../shared/words/record.ts';
import { formatClock, formatDay } from '../../../shared/words/times.ts';

function recordRow({ at, who, what, refused, address, device }: RecordLine, zone: string): TemplateResult {
  const instant = Date.parse(at);
  return html`<tr class="people__row">
    <td class="record__when" data-label=${RECORD.when}><time datetime=${at}>${formatClock(instant, zone, { seconds: true })}</time></td>
    <th scope="row" class="people__name">${who}</th>
    <td class="record__what" data-label=${RECORD.what}>${refused ? html`<span class="record__refused">${RECORD.refused}</span> ` : nothing}${what}</td>
    <td class="people__address" data-label=${RECORD.from}>${address}${device === null ? nothing : html`<span class="people__email">${device}</span>`}</td>
  </tr>`;
}

/** A body of rows for each day, below its name. */
function days(lines: readonly RecordLine[], zone: string): readonly (readonly [string, readonly RecordLine[]])[] {
  const byDay = new Map<string, RecordLine[]>();
  for (const line of lines) {
    const day = formatDay(Date.parse(line.at), zone);
    byDay.set(day, [...(byDay.get(day) ?? []), line]);
  }
  return [...byDay];
}

export function recordTable(lines: readonly RecordLine[], zone: string): TemplateResult {
  return html`<table class="people record">
    <caption class="nhsuk-u-visually-hidden">${RECORD.caption}</caption>
    <thead>
      <tr>
        <th scope="col">${RECORD.when}</th>
        <th scope="col">${RECORD.who}</th>
        <th scope="col">${RECORD.what}</th>
        <th scope="col">${RECORD.from}</th>
      </tr>
    </thead>
    ${days(lines, zone).map(
      ([day, of]) => html`<tbody>
        <tr class="record__day"><th scope="rowgroup" colspan="4">${day}</th></tr>
        ${repeat(
          of,
          ({ id }) => id,
          (line) => recordRow(line, zone),
        )}
      </tbody>`,
    )}
  </table>`;
}
