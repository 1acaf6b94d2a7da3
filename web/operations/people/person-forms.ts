import { html, nothing, type TemplateResult } from 'lit/html.js';
import { EMAIL_MAX, isEmail } from '../../../shared/people/account.ts';
import { formatMobileNumber, PHONE_MAX, toMobileNumber } from '../../../shared/people/phone-number.ts';
import { lastDayOf, leavingAfter } from '../../../shared/people/last-day.ts';
import type { StaffRole } from '../../../shared/people/roles.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import type { Invitation, People, Person } from '../../../shared/wire/people.ts';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import { FORM } from '../../../shared/words/staff-forms.ts';
import {
  changeLines,
  changeTitle,
  linkLines,
  linkTitle,
  PERSON_FORM,
  phoneHint,
  removeAction,
  removeLines,
  removeTitle,
  rightsOf,
  ROLE_NAMES,
} from '../../../shared/words/staff-people.ts';
import { segmented } from '../../parts/segmented.ts';
import { checksField, dayField, textField } from '../forms/fields.ts';
import type { Form, FormContext, FormFault } from '../forms/form.ts';
import { type HandedOver, handOverField, usualHandOver } from './hand-over-field.ts';

/** What follows of a form: the list is read again, a link is shown. */
export interface PersonEvents {
  readonly onChanged: () => void;
  readonly onLink: (invitation: Invitation) => void;
}

interface Rights {
  readonly role: Person['role'];
  readonly branches: readonly string[];
}

/** As it is typed; empty for none. */
interface Phone {
  readonly phone: string;
}

interface NewPerson extends Rights, Phone, HandedOver {
  readonly name: string;
  readonly email: string;
}

interface ChangedPerson extends Rights, Phone {
  readonly lastDay: string;
}

const LABELS = {
  name: PERSON_FORM.name,
  email: PERSON_FORM.email,
  role: PERSON_FORM.role,
  branches: PERSON_FORM.branches,
  phone: PERSON_FORM.phone,
};

function pathOf({ id }: Person): string {
  return `${PATHS.people}/${id}`;
}

function rightsFields(
  { draft, set, faultOf }: FormContext<Rights>,
  { branches }: StaffBoard,
  roles: readonly StaffRole[],
): TemplateResult {
  return html`<div class="role">
      ${segmented({
        name: 'person-role',
        legend: PERSON_FORM.role,
        segments: roles.map((value) => ({ value, label: ROLE_NAMES[value] })),
        value: draft.role,
        onChange: (role) => set({ role }),
      })}
      <p class="field__hint" role="status">${rightsOf(draft.role)}</p>
    </div>
    ${
      draft.role !== 'lead'
        ? nothing
        : checksField({
            field: 'branches',
            legend: PERSON_FORM.branches,
            fault: faultOf('branches'),
            choices: branches.map(({ slug, name }) => ({ value: slug, label: name })),
            values: draft.branches,
            onChange: (chosen) => set({ branches: chosen }),
          })
    }`;
}

function phoneField({ draft, set, faultOf }: FormContext<Phone>, texts: People['texts']): TemplateResult {
  return textField({
    field: 'phone',
    label: PERSON_FORM.phone,
    hint: phoneHint(texts),
    fault: faultOf('phone'),
    value: draft.phone,
    max: PHONE_MAX,
    kind: 'phone',
    onInput: (phone) => set({ phone }),
  });
}

function faultsOfPhone({ phone }: Phone): readonly FormFault[] {
  const isWrong = phone.trim() !== '' && toMobileNumber(phone) === null;
  return isWrong ? [{ path: '/phone', message: PERSON_FORM.phoneWrong }] : [];
}

function toPhone({ phone }: Phone): string | null {
  return phone.trim() === '' ? null : phone.trim();
}

function faultsOfRights({ role, branches }: Rights): readonly FormFault[] {
  return role === 'lead' && branches.length === 0 ? [{ path: '/branches', message: PERSON_FORM.noBranch }] : [];
}

function toRights({ role, branches }: Rights): Rights {
  return { role, branches: role === 'lead' ? branches : [] };
}

export function addForm(
  board: StaffBoard,
  roles: readonly StaffRole[],
  { texts, mail }: Pick<People, 'texts' | 'mail'>,
  { onChanged, onLink }: PersonEvents,
): Form<NewPerson> {
  return {
    title: PERSON_FORM.addTitle,
    lines: [PERSON_FORM.addLine],
    action: PERSON_FORM.addAction,
    draft: { name: '', email: '', role: 'lead', branches: [], phone: '', ...usualHandOver(mail) },
    labels: LABELS,
    fields: (context) => html`${textField({
      field: 'name',
      label: PERSON_FORM.name,
      hint: PERSON_FORM.nameHint,
      fault: context.faultOf('name'),
      value: context.draft.name,
      max: 100,
      onInput: (name) => context.set({ name }),
    })}
    ${textField({
      field: 'email',
      label: PERSON_FORM.email,
      hint: mail.sends ? PERSON_FORM.emailHint : PERSON_FORM.emailHintNone,
      fault: context.faultOf('email'),
      value: context.draft.email,
      max: EMAIL_MAX,
      kind: 'email',
      onInput: (email) => context.set({ email }),
    })}
    ${rightsFields(context, board, roles)}
    ${phoneField(context, texts)}
    ${handOverField(context, mail)}`,
    check: ({ name, email, phone, ...rights }) => [
      ...(name.trim() === '' ? [{ path: '/name', message: FORM.missing }] : []),
      ...(isEmail(email.trim()) ? [] : [{ path: '/email', message: PERSON_FORM.emailWrong }]),
      ...faultsOfRights(rights),
      ...faultsOfPhone({ phone }),
    ],
    // Once: an answer that was lost must not come back as "somebody with this address is here" without a word.
    request: ({ name, email, phone, by, ...rights }) => ({
      path: PATHS.people,
      body: { name: name.trim(), email: email.trim(), ...toRights(rights), phone: toPhone({ phone }), by },
      tries: 1,
    }),
    afterLost: PERSON_FORM.addedMaybe,
    done: PERSON_FORM.added,
    stored: (answer) => onLink(answer as Invitation),
    failed: onChanged,
  };
}

export function changeForm(
  person: Person,
  isYou: boolean,
  board: StaffBoard,
  roles: readonly StaffRole[],
  texts: People['texts'],
  { onChanged }: PersonEvents,
): Form<ChangedPerson> {
  const zone = board.practice.timeZone;
  const { name, role, branches, leaving, phone: number } = person;
  return {
    title: changeTitle(name),
    lines: changeLines(name, isYou),
    action: PERSON_FORM.changeAction,
    draft: { role, branches, lastDay: lastDayOf(leaving, zone), phone: number ? formatMobileNumber(number) : '' },
    labels: { ...LABELS, leaving: PERSON_FORM.lastDay },
    fields: (context) => html`${rightsFields(context, board, roles)}
    ${phoneField(context, texts)}
    ${dayField({
      field: 'leaving',
      label: PERSON_FORM.lastDay,
      hint: PERSON_FORM.lastDayHint,
      fault: context.faultOf('leaving'),
      value: context.draft.lastDay,
      onInput: (lastDay) => context.set({ lastDay }),
    })}`,
    check: ({ lastDay, phone, ...rights }) => [
      ...faultsOfRights(rights),
      ...faultsOfPhone({ phone }),
      ...(lastDay === '' || leavingAfter(lastDay, zone) !== null
        ? []
        : [{ path: '/leaving', message: PERSON_FORM.lastDayWrong }]),
    ],
    request: ({ lastDay, phone, ...rights }) => ({
      method: 'PUT',
      path: pathOf(person),
      // Who leaves in the middle of a day, as a program may have set it, still does.
      body: {
        ...toRights(rights),
        leaving: lastDay === lastDayOf(leaving, zone) ? leaving : leavingAfter(lastDay, zone),
        phone: toPhone({ phone }),
      },
    }),
    done: PERSON_FORM.changed,
    stored: onChanged,
    failed: onChanged,
  };
}

export function linkForm(person: Person, mail: People['mail'], { onChanged, onLink }: PersonEvents): Form<HandedOver> {
  return {
    title: linkTitle(person.name),
    lines: linkLines(person),
    action: PERSON_FORM.linkAction,
    draft: usualHandOver(mail),
    labels: {},
    fields: (context) => handOverField(context, mail),
    check: () => [],
    request: ({ by }) => ({ path: `${pathOf(person)}/set-up`, body: { by } }),
    done: PERSON_FORM.linked,
    stored: (answer) => onLink(answer as Invitation),
    failed: onChanged,
  };
}

export function removeForm(person: Person, isYou: boolean, { onChanged }: PersonEvents): Form<object> {
  return {
    title: removeTitle(person.name),
    lines: removeLines(person, isYou),
    action: removeAction(person.name),
    warns: true,
    draft: {},
    labels: {},
    fields: () => html``,
    check: () => [],
    request: () => ({ method: 'DELETE', path: pathOf(person) }),
    done: PERSON_FORM.removed,
    // Somebody else was quicker, or the answer of the first try was lost.
    isSettled: (status) => status === 404,
    stored: onChanged,
    failed: onChanged,
  };
}
