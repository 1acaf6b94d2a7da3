import { html } from 'lit/html.js';
import type { Display } from '../../../shared/wire/displays.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import {
  DISPLAY_FORM,
  REMOVE_DISPLAY_LINES,
  removeDisplayAction,
  removeDisplayTitle,
} from '../../../shared/words/staff-displays.ts';
import { FORM } from '../../../shared/words/staff-forms.ts';
import { textField } from '../forms/fields.ts';
import type { Form } from '../forms/form.ts';

interface NewDisplay {
  readonly code: string;
  readonly name: string;
}

const CODE_LENGTH = 6;

function isCode(typed: string): boolean {
  return typed.replace(/[^A-Za-z0-9]/g, '').length === CODE_LENGTH;
}

export function pairForm(onPaired: (display: Display) => void, onFailed: () => void): Form<NewDisplay> {
  return {
    title: DISPLAY_FORM.title,
    action: DISPLAY_FORM.action,
    draft: { code: '', name: '' },
    labels: { code: DISPLAY_FORM.code, name: DISPLAY_FORM.name },
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
    ${textField({
      field: 'name',
      label: DISPLAY_FORM.name,
      hint: DISPLAY_FORM.nameHint,
      fault: faultOf('name'),
      value: draft.name,
      max: 100,
      onInput: (name) => set({ name }),
    })}`,
    check: ({ code, name }) => [
      ...(isCode(code) ? [] : [{ path: '/code', message: DISPLAY_FORM.codeWrong }]),
      ...(name.trim() === '' ? [{ path: '/name', message: FORM.missing }] : []),
    ],
    // Once: a code is used up, so a second try would be told that no wallboard shows it.
    request: ({ code, name }) => ({ path: PATHS.displays, body: { code: code.trim(), name: name.trim() }, tries: 1 }),
    afterLost: DISPLAY_FORM.pairedMaybe,
    done: DISPLAY_FORM.paired,
    stored: (answer) => onPaired(answer as Display),
    failed: onFailed,
  };
}

export function removeForm({ id, name }: Display, onChanged: () => void): Form<object> {
  return {
    title: removeDisplayTitle(name),
    lines: REMOVE_DISPLAY_LINES,
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
