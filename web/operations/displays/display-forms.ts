import { html } from 'lit/html.js';
import type { Display } from '../../../shared/wire/displays.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import {
  DISPLAY_FORM,
  REMOVE_DISPLAY_LINES,
  removeDisplayAction,
  removeDisplayTitle,
  REMOVE_WAITING_ROOM_LINES,
  moveDisplayTitle,
  waitingRoomOf,
  DISPLAYS,
} from '../../../shared/words/staff-displays.ts';
import { FORM } from '../../../shared/words/staff-forms.ts';
import { type Choice, selectField, textField } from '../forms/fields.ts';
import type { Form } from '../forms/form.ts';

/** A branch by its name, of the board that the screen of operations shows. */
export interface NamedBranch {
  readonly slug: string;
  readonly name: string;
}

/** Nothing is chosen beforehand: a wallboard in a waiting room would show patients what is for staff. */
const UNCHOSEN = '';
const WALLBOARD = 'wallboard';
const ROOM = 'room:';

interface NewDisplay {
  readonly code: string;
  readonly name: string;
  readonly shows: string;
}

function roomChoices(branches: readonly NamedBranch[]): readonly Choice<string>[] {
  return branches.map(({ slug, name }) => ({ value: ROOM + slug, label: waitingRoomOf(name) }));
}

function showsChoices(branches: readonly NamedBranch[]): readonly Choice<string>[] {
  return [
    { value: UNCHOSEN, label: DISPLAY_FORM.choose },
    { value: WALLBOARD, label: DISPLAYS.wallboard },
    ...roomChoices(branches),
  ];
}

const CODE_LENGTH = 6;

function isCode(typed: string): boolean {
  return typed.replace(/[^A-Za-z0-9]/g, '').length === CODE_LENGTH;
}

export function pairForm(
  branches: readonly NamedBranch[],
  onPaired: (display: Display) => void,
  onFailed: () => void,
): Form<NewDisplay> {
  return {
    title: DISPLAY_FORM.title,
    action: DISPLAY_FORM.action,
    draft: { code: '', name: '', shows: UNCHOSEN },
    labels: { code: DISPLAY_FORM.code, shows: DISPLAY_FORM.shows, name: DISPLAY_FORM.name },
    fields: ({ draft, set, faultOf }) => html`${textField({
      field: 'code',
      label: DISPLAY_FORM.code,
      hint: DISPLAY_FORM.codeHint,
      fault: faultOf('code'),
      value: draft.code,
      max: 20,
      kind: 'code',
      onInput: (code) => set({ code }),
    })}
    ${selectField({
      field: 'shows',
      label: DISPLAY_FORM.shows,
      hint: DISPLAY_FORM.showsHint,
      fault: faultOf('shows') ?? faultOf('waitingRoomOf'),
      choices: showsChoices(branches),
      value: draft.shows,
      onChange: (shows) => set({ shows }),
    })}
    ${textField({
      field: 'name',
      label: DISPLAY_FORM.name,
      hint: DISPLAY_FORM.nameHint,
      fault: faultOf('name'),
      value: draft.name,
      max: 100,
      onInput: (name) => set({ name }),
    })}`,
    check: ({ code, name, shows }) => [
      ...(isCode(code) ? [] : [{ path: '/code', message: DISPLAY_FORM.codeWrong }]),
      ...(shows === UNCHOSEN ? [{ path: '/shows', message: DISPLAY_FORM.choose }] : []),
      ...(name.trim() === '' ? [{ path: '/name', message: FORM.missing }] : []),
    ],
    // Once: a code is used up, so a second try would be told that no wallboard shows it.
    request: ({ code, name, shows }) => ({
      path: PATHS.displays,
      body: {
        code: code.trim(),
        name: name.trim(),
        ...(shows.startsWith(ROOM) && { waitingRoomOf: shows.slice(ROOM.length) }),
      },
      tries: 1,
    }),
    afterLost: DISPLAY_FORM.pairedMaybe,
    done: DISPLAY_FORM.paired,
    stored: (answer) => onPaired(answer as Display),
    failed: onFailed,
  };
}

interface Move {
  readonly waitingRoomOf: string;
}

/** Points the screen of a waiting room at another branch. */
export function moveForm(
  { id, name, waitingRoomOf: slug }: Display,
  branches: readonly NamedBranch[],
  onChanged: () => void,
): Form<Move> {
  const first = branches.find((branch) => branch.slug === slug) ?? branches[0];
  return {
    title: moveDisplayTitle(name),
    action: DISPLAY_FORM.moveAction,
    draft: { waitingRoomOf: first?.slug ?? '' },
    labels: { waitingRoomOf: DISPLAY_FORM.moveTo },
    fields: ({ draft, set, faultOf }) =>
      selectField({
        field: 'waitingRoomOf',
        label: DISPLAY_FORM.moveTo,
        fault: faultOf('waitingRoomOf'),
        choices: branches.map((branch) => ({ value: branch.slug, label: branch.name })),
        value: draft.waitingRoomOf,
        onChange: (waitingRoomOf) => set({ waitingRoomOf }),
      }),
    check: () => [],
    request: ({ waitingRoomOf }) => ({ method: 'PUT', path: `${PATHS.displays}/${id}`, body: { waitingRoomOf } }),
    done: DISPLAY_FORM.moved,
    stored: onChanged,
    failed: onChanged,
  };
}

export function removeForm({ id, name, waitingRoomOf }: Display, onChanged: () => void): Form<object> {
  return {
    title: removeDisplayTitle(name),
    lines: waitingRoomOf === null ? REMOVE_DISPLAY_LINES : REMOVE_WAITING_ROOM_LINES,
    action: removeDisplayAction(name),
    warns: true,
    draft: {},
    labels: {},
    fields: () => html``,
    check: () => [],
    request: () => ({ method: 'DELETE', path: `${PATHS.displays}/${id}` }),
    done: DISPLAY_FORM.removed,
    isSettled: (status) => status === 404,
    stored: onChanged,
    failed: onChanged,
  };
}
