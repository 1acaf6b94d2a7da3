import { html, nothing, type TemplateResult } from 'lit/html.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatMobileNumber } from '../../../shared/people/phone-number.ts';
import { mayLetIn } from '../../../shared/people/roles.ts';
import { isLastAdmin } from '../../../shared/people/last-admin.ts';
import type { Instant } from '../../../shared/practice/instant.ts';
import type { People, Person } from '../../../shared/wire/people.ts';
import type { Session } from '../../../shared/wire/session.ts';
import {
  actionOn,
  branchesOf,
  leavesWords,
  PEOPLE,
  ROLE_NAMES,
  personState,
} from '../../../shared/words/staff-people.ts';

export interface PeopleTableOptions {
  readonly list: People;
  /** Of whoever looks at it. */
  readonly role: Session['role'];
  readonly now: Instant;
  readonly zone: string;
  readonly nameOf: (slug: string) => string;
  readonly onChange: (person: Person) => void;
  readonly onLink: (person: Person) => void;
  readonly onRemove: (person: Person) => void;
}

function button(action: string, person: Person, onPress: (person: Person) => void): TemplateResult {
  return html`<button class="mini" type="button" aria-label=${actionOn(action, person.name)} @click=${() => onPress(person)}>${action}</button>`;
}

function actions(person: Person, options: PeopleTableOptions): TemplateResult {
  const { list, role, onChange, onLink, onRemove } = options;
  if (!mayLetIn(role, person.role)) return html`<p class="people__why">${PEOPLE.byAdmins}</p>`;
  const link = person.state === 'left' ? nothing : button(PEOPLE.newLink, person, onLink);
  if (isLastAdmin(list.people, person.id)) {
    return html`<div class="people__actions">${link}</div>
      <p class="people__why">${person.id === list.you ? PEOPLE.onlyYou : PEOPLE.onlyAdmin}</p>`;
  }
  return html`<div class="people__actions">${button(PEOPLE.change, person, onChange)} ${link} ${button(PEOPLE.remove, person, onRemove)}</div>`;
}

function personRow(person: Person, options: PeopleTableOptions): TemplateResult {
  const { list, now, zone, nameOf } = options;
  const isYou = person.id === list.you;
  const leaves = leavesWords(person, zone);
  return html`<tr class="people__row people__row--${person.state} ${isYou ? 'people__row--you' : ''}">
    <th scope="row" class="people__name">${person.name}${isYou ? html` <span class="people__you">${PEOPLE.you}</span>` : nothing}
      <span class="people__email">${person.email}</span>${person.phone === null ? nothing : html`<span class="people__email">${formatMobileNumber(person.phone)}</span>`}</th>
    <td data-label=${PEOPLE.role}>${ROLE_NAMES[person.role]}</td>
    <td data-label=${PEOPLE.branches}>${branchesOf(person, nameOf)}</td>
    <td class="people__seen" data-label=${PEOPLE.state}>${personState(person, now, zone)}${leaves === null ? nothing : html`<span class="people__leaves">${leaves}</span>`}</td>
    <td class="people__do">${actions(person, options)}</td>
  </tr>`;
}

/** Everybody who may sign in, and what can be done about them. */
export function peopleTable(options: PeopleTableOptions): TemplateResult {
  return html`<table class="people">
    <caption class="nhsuk-u-visually-hidden">${PEOPLE.caption}</caption>
    <thead>
      <tr>
        <th scope="col">${PEOPLE.name}</th>
        <th scope="col">${PEOPLE.role}</th>
        <th scope="col">${PEOPLE.branches}</th>
        <th scope="col">${PEOPLE.state}</th>
        <th scope="col">${PEOPLE.actions}</th>
      </tr>
    </thead>
    <tbody>
      ${repeat(
        options.list.people,
        ({ id }) => id,
        (person) => personRow(person, options),
      )}
    </tbody>
  </table>`;
}
