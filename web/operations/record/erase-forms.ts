import { html, nothing } from 'lit/html.js';
import type { TextField } from '../../../shared/facts/erasure.ts';
import { REASON_MAX } from '../../../shared/facts/incident-limits.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import { ERASE, TEXT_FIELD_NAMES } from '../../../shared/words/erasure.ts';
import { FORM } from '../../../shared/words/staff-forms.ts';
import { capitalise } from '../../../shared/words/lists.ts';
import { checksField, textField } from '../forms/fields.ts';
import type { Form, FormContext, FormFault } from '../forms/form.ts';

interface Reasoned {
  readonly reason: string;
}

interface TextDraft extends Reasoned {
  readonly fields: readonly TextField[];
}

function reasonField<D extends Reasoned>({ draft, set, faultOf }: FormContext<D>, hint: string) {
  return textField({
    field: 'reason',
    label: ERASE.reason,
    hint,
    fault: faultOf('reason'),
    value: draft.reason,
    max: REASON_MAX,
    rows: 2,
    onInput: (reason) => set({ reason } as Partial<D>),
  });
}

function faultsOfReason({ reason }: Reasoned): FormFault[] {
  return reason.trim() === '' ? [{ path: '/reason', message: FORM.missing }] : [];
}

/** Erases texts of one entry of a timeline. Where there is one text, nobody is asked which. */
export function eraseTextForm(seq: number, texts: readonly TextField[], onErased: () => void): Form<TextDraft> {
  const choices = texts.map((value) => ({ value, label: capitalise(TEXT_FIELD_NAMES[value]) }));
  return {
    title: ERASE.title,
    lines: ERASE.lines,
    action: ERASE.confirm,
    warns: true,
    draft: { fields: texts.length === 1 ? texts : [], reason: '' },
    labels: { fields: ERASE.which, reason: ERASE.reason },
    fields: (context) => html`${
      texts.length === 1
        ? nothing
        : checksField({
            field: 'fields',
            legend: ERASE.which,
            fault: context.faultOf('fields'),
            choices,
            values: context.draft.fields,
            onChange: (fields) => context.set({ fields }),
          })
    }
    ${reasonField(context, ERASE.reasonHint)}`,
    check: (draft) => [
      ...(draft.fields.length === 0 ? [{ path: '/fields', message: ERASE.nothingChosen }] : []),
      ...faultsOfReason(draft),
    ],
    request: ({ fields, reason }) => ({
      path: `${PATHS.facts}/${seq}/erasures`,
      body: { fields, reason: reason.trim() },
    }),
    done: ERASE.done,
    stored: onErased,
    failed: onErased,
  };
}

/** Erases the name of somebody who left. */
export function eraseNameForm(id: string, name: string, onErased: () => void): Form<Reasoned> {
  return {
    title: `${ERASE.nameTitle} ${name}`,
    lines: ERASE.nameLines,
    action: ERASE.confirm,
    warns: true,
    draft: { reason: '' },
    labels: { reason: ERASE.reason },
    fields: (context) => reasonField(context, ERASE.nameReasonHint),
    check: faultsOfReason,
    request: ({ reason }) => ({ path: `${PATHS.names}/${id}/erasures`, body: { reason: reason.trim() } }),
    done: ERASE.nameDone,
    stored: onErased,
  };
}
