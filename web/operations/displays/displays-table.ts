import { html, nothing, type TemplateResult } from 'lit/html.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Instant } from '../../../shared/practice/instant.ts';
import type { Display } from '../../../shared/wire/displays.ts';
import { DISPLAYS, displayState, pairedAt, showsWords } from '../../../shared/words/staff-displays.ts';
import { actionOn } from '../../../shared/words/staff-people.ts';
import type { NamedBranch } from './display-forms.ts';

export interface DisplaysTableOptions {
  readonly displays: readonly Display[];
  readonly readAt: Instant;
  readonly now: Instant;
  readonly zone: string;
  readonly branches: readonly NamedBranch[];
  readonly onMove: (display: Display) => void;
  readonly onRemove: (display: Display) => void;
}

function displayRow(
  display: Display,
  { readAt, now, zone, branches, onMove, onRemove }: DisplaysTableOptions,
): TemplateResult {
  const state = displayState(display, readAt, now);
  return html`<tr class="people__row">
    <th scope="row" class="people__name">${display.name}</th>
    <td data-label=${DISPLAYS.shows}>${showsWords(display, branches)}</td>
    <td data-label=${DISPLAYS.state}><span class="on on--${state.kind}">${state.text}</span></td>
    <td data-label=${DISPLAYS.paired}>${pairedAt(display, now, zone)}</td>
    <td class="people__address" data-label=${DISPLAYS.address}>${display.address ?? DISPLAYS.addressNotKnown}</td>
    <td class="people__do"><div class="people__actions">${display.waitingRoomOf === null ? nothing : html`<button class="mini" type="button" aria-label=${actionOn(DISPLAYS.move, display.name)} @click=${() => onMove(display)}>${DISPLAYS.move}</button>`}<button class="mini" type="button" aria-label=${actionOn(DISPLAYS.remove, display.name)} @click=${() => onRemove(display)}>${DISPLAYS.remove}</button></div></td>
  </tr>`;
}

/** The screens that are let in. */
export function displaysTable(options: DisplaysTableOptions): TemplateResult {
  return html`<table class="people">
    <caption class="nhsuk-u-visually-hidden">${DISPLAYS.caption}</caption>
    <thead>
      <tr>
        <th scope="col">${DISPLAYS.name}</th>
        <th scope="col">${DISPLAYS.shows}</th>
        <th scope="col">${DISPLAYS.state}</th>
        <th scope="col">${DISPLAYS.paired}</th>
        <th scope="col">${DISPLAYS.address}</th>
        <th scope="col">${DISPLAYS.actions}</th>
      </tr>
    </thead>
    <tbody>
      ${repeat(
        options.displays,
        ({ id }) => id,
        (display) => displayRow(display, options),
      )}
    </tbody>
  </table>`;
}
