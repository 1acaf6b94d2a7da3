import { html } from 'lit/html.js';
import { ALERT_STATES, type AlertState } from '../../../shared/facts/fact.ts';
import { REASON_MAX } from '../../../shared/facts/incident-limits.ts';
import { type Instant, MINUTE, toIso } from '../../../shared/practice/instant.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import { ALERT_NAMES } from '../../../shared/words/staff-edits.ts';
import { FORM } from '../../../shared/words/staff-forms.ts';
import { INCIDENT_FORMS, untilChoice } from '../../../shared/words/staff-incidents.ts';
import { checksField, selectField, textField } from '../forms/fields.ts';
import type { Form, FormFault } from '../forms/form.ts';
import { segmented } from '../../parts/segmented.ts';

const SPANS = ['30', '60', '120', '240', '480', '1440'] as const;
type Span = (typeof SPANS)[number];

interface ControlDraft {
  readonly reason: string;
  readonly span: Span;
  readonly branches: readonly string[];
}

function missing(field: string, text: string): readonly FormFault[] {
  return text.trim() === '' ? [{ path: `/${field}`, message: FORM.missing }] : [];
}

function reasonField(value: string, hint: string, fault: string | null, onInput: (reason: string) => void) {
  return textField({ field: 'reason', label: INCIDENT_FORMS.reason, hint, fault, value, max: REASON_MAX, onInput });
}

/** Holds the notice back or keeps it up; `now` is the board's, so that a wrong clock of the device does no harm. */
export function noticeForm(control: 'hold' | 'keep', board: StaffBoard, now: Instant): Form<ControlDraft> {
  const words =
    control === 'hold'
      ? { title: INCIDENT_FORMS.holdTitle, line: INCIDENT_FORMS.holdLine, action: INCIDENT_FORMS.holdAction }
      : { title: INCIDENT_FORMS.keepTitle, line: INCIDENT_FORMS.keepLine, action: INCIDENT_FORMS.keepAction };
  const zone = board.practice.timeZone;
  return {
    title: words.title,
    lines: [words.line],
    action: words.action,
    warns: control === 'hold',
    draft: { reason: '', span: '60', branches: board.notice?.branches ?? [] },
    labels: { reason: INCIDENT_FORMS.reason, until: INCIDENT_FORMS.until, branches: INCIDENT_FORMS.branches },
    fields: ({
      draft,
      set,
      faultOf,
    }) => html`${reasonField(draft.reason, INCIDENT_FORMS.reasonHint, faultOf('reason'), (reason) => set({ reason }))}
      ${selectField<Span>({
        field: 'until',
        label: INCIDENT_FORMS.until,
        fault: faultOf('until'),
        choices: SPANS.map((value) => ({ value, label: untilChoice(Number(value), now, zone) })),
        value: draft.span,
        onChange: (span) => set({ span }),
      })}
      ${
        control === 'hold'
          ? null
          : checksField({
              field: 'branches',
              legend: INCIDENT_FORMS.branches,
              fault: faultOf('branches'),
              choices: board.branches.map(({ slug, name }) => ({ value: slug, label: name })),
              values: draft.branches,
              onChange: (branches) => set({ branches }),
            })
      }`,
    check: ({ reason, branches }) => [
      ...missing('reason', reason),
      ...(control === 'keep' && branches.length === 0
        ? [{ path: '/branches', message: INCIDENT_FORMS.atLeastOneBranch }]
        : []),
    ],
    request: ({ reason, span, branches }) => ({
      method: 'PUT',
      path: PATHS.notice,
      body: {
        control,
        reason: reason.trim(),
        // A minute less than the longest that is allowed: the form may have stood open for a while.
        until: toIso(now + Math.min(Number(span), 1_439) * MINUTE),
        ...(control === 'keep' && { branches }),
      },
    }),
    done: control === 'hold' ? INCIDENT_FORMS.held : INCIDENT_FORMS.kept,
  };
}

interface AlertDraft {
  /** Slug, or empty for the whole practice. */
  readonly branch: string;
  readonly state: AlertState;
  readonly reason: string;
}

/** Declares an alert state beside the calculated one. */
export function alertForm(board: StaffBoard): Form<AlertDraft> {
  return {
    title: INCIDENT_FORMS.alertTitle,
    action: INCIDENT_FORMS.alertAction,
    draft: { branch: '', state: board.alert?.state ?? 'GREEN', reason: '' },
    labels: { branch: INCIDENT_FORMS.scope, state: INCIDENT_FORMS.state, reason: INCIDENT_FORMS.reason },
    fields: ({ draft, set, faultOf }) => html`${selectField({
      field: 'branch',
      label: INCIDENT_FORMS.scope,
      fault: faultOf('branch'),
      choices: [
        { value: '', label: INCIDENT_FORMS.wholePractice },
        ...board.branches.map(({ slug, name }) => ({ value: slug, label: name })),
      ],
      value: draft.branch,
      onChange: (branch) => set({ branch }),
    })}
    ${segmented({
      name: 'alert-state',
      legend: INCIDENT_FORMS.state,
      segments: ALERT_STATES.map((value, index) => ({ value, label: `${ALERT_NAMES[value]} ${index + 1}` })),
      value: draft.state,
      onChange: (state) => set({ state }),
    })}
    ${reasonField(draft.reason, INCIDENT_FORMS.alertReasonHint, faultOf('reason'), (reason) => set({ reason }))}`,
    check: ({ reason }) => missing('reason', reason),
    request: ({ branch, state, reason }) => ({
      method: 'PUT',
      path: PATHS.alert,
      body: { branch: branch === '' ? null : branch, state, reason: reason.trim() },
    }),
    done: INCIDENT_FORMS.alertDone,
  };
}
