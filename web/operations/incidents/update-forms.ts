import { html } from 'lit/html.js';
import { ESCALATION_TARGETS, type EscalationTarget } from '../../../shared/facts/incident.ts';
import { REFERENCE_MAX, UPDATE_MAX } from '../../../shared/facts/incident-limits.ts';
import { incidentPath } from '../../../shared/wire/paths.ts';
import type { StaffIncident } from '../../../shared/wire/staff-board.ts';
import { ESCALATION_WORDS } from '../../../shared/words/incidents.ts';
import { INCIDENT_FORMS } from '../../../shared/words/staff-incidents.ts';
import { checkField, checksField, selectField, textField } from '../forms/fields.ts';
import type { Form } from '../forms/form.ts';
import {
  nextUpdateField,
  type UpdatePromise,
  promiseMinutes,
  updateFields,
  type Updates,
  updatesBody,
} from './update-fields.ts';

type NameOf = (slug: string) => string;

interface UpdateDraft extends Updates {
  readonly affected: readonly string[];
  readonly shown: boolean;
  readonly nextUpdate: UpdatePromise;
}

/**
 * What the person took out and put in, done to what is affected at this moment: a branch that a colleague added while
 * the form was open must not be called recovered by it.
 */
function affectedAfter(begun: readonly string[], draft: readonly string[], now: readonly string[]): readonly string[] {
  const kept = now.filter((slug) => draft.includes(slug) || !begun.includes(slug));
  return [...kept, ...draft.filter((slug) => !begun.includes(slug) && !now.includes(slug))];
}

/** Only what is said anew. */
function updateBody(begun: StaffIncident, incident: StaffIncident, draft: UpdateDraft): object {
  const affected = affectedAfter(begun.affected, draft.affected, incident.affected);
  const isSame = [...affected].sort().join() === [...incident.affected].sort().join();
  return {
    ...updatesBody(draft),
    ...(isSame ? {} : { affected }),
    ...(draft.shown === begun.shown ? {} : { shown: draft.shown }),
    nextUpdateInMinutes: promiseMinutes(draft.nextUpdate),
  };
}

/** Says how an incident goes on; `current` is how it stands when that is sent. */
export function updateForm(incident: StaffIncident, nameOf: NameOf, current: () => StaffIncident): Form<UpdateDraft> {
  return {
    title: incident.title ?? '',
    action: INCIDENT_FORMS.updateAction,
    draft: { public: '', staff: '', affected: incident.affected, shown: incident.shown, nextUpdate: '60' },
    labels: { public: INCIDENT_FORMS.public, staff: INCIDENT_FORMS.staff, affected: INCIDENT_FORMS.affected },
    fields: ({ draft, set, faultOf }) => html`${updateFields({ draft, set, faultOf })}
      ${checksField({
        field: 'affected',
        legend: INCIDENT_FORMS.affected,
        hint: INCIDENT_FORMS.affectedHint,
        fault: faultOf('affected'),
        choices: incident.branches.map((slug) => ({ value: slug, label: nameOf(slug) })),
        values: draft.affected,
        onChange: (affected) => set({ affected }),
      })}
      ${nextUpdateField(draft.nextUpdate, (nextUpdate) => set({ nextUpdate }))}
      ${checkField({ field: 'shown', label: INCIDENT_FORMS.shown, value: draft.shown, onChange: (shown) => set({ shown }) })}`,
    check: () => [],
    request: (draft) => ({
      method: 'POST',
      path: incidentPath(incident.id, 'updates'),
      body: updateBody(incident, current(), draft),
    }),
    done: INCIDENT_FORMS.updated,
  };
}

interface EscalateDraft {
  readonly to: EscalationTarget;
  readonly reference: string;
  readonly staff: string;
}

/** The first of those who were not told yet. */
function nextTarget({ escalations }: StaffIncident): EscalationTarget {
  return ESCALATION_TARGETS.find((target) => escalations.every(({ to }) => to !== target)) ?? 'service-desk';
}

/** Says whom an incident was escalated to, and the reference they gave. */
export function escalateForm(incident: StaffIncident): Form<EscalateDraft> {
  return {
    title: incident.title ?? '',
    action: INCIDENT_FORMS.escalateAction,
    draft: { to: nextTarget(incident), reference: '', staff: '' },
    labels: { to: INCIDENT_FORMS.to, reference: INCIDENT_FORMS.reference, staff: INCIDENT_FORMS.staff },
    fields: ({ draft, set, faultOf }) => html`${selectField({
      field: 'to',
      label: INCIDENT_FORMS.to,
      fault: faultOf('to'),
      choices: ESCALATION_TARGETS.map((value) => ({ value, label: ESCALATION_WORDS[value] })),
      value: draft.to,
      onChange: (to) => set({ to }),
    })}
    ${textField({
      field: 'reference',
      label: INCIDENT_FORMS.reference,
      hint: INCIDENT_FORMS.referenceHint,
      fault: faultOf('reference'),
      value: draft.reference,
      max: REFERENCE_MAX,
      onInput: (reference) => set({ reference }),
    })}
    ${textField({
      field: 'staff',
      label: INCIDENT_FORMS.staff,
      hint: INCIDENT_FORMS.staffHint,
      fault: faultOf('staff'),
      value: draft.staff,
      max: UPDATE_MAX,
      rows: 2,
      onInput: (staff) => set({ staff }),
    })}`,
    check: () => [],
    request: ({ to, reference, staff }) => ({
      method: 'POST',
      path: incidentPath(incident.id, 'escalations'),
      body: {
        to,
        ...(reference.trim() && { reference: reference.trim() }),
        ...updatesBody({ public: '', staff }),
      },
    }),
    done: INCIDENT_FORMS.escalated,
  };
}

/** Ends an incident. */
export function resolveForm(incident: StaffIncident): Form<Updates> {
  return {
    title: incident.title ?? '',
    lines: [INCIDENT_FORMS.resolveLine],
    action: INCIDENT_FORMS.resolveAction,
    draft: { public: '', staff: '' },
    labels: { public: INCIDENT_FORMS.public, staff: INCIDENT_FORMS.staff },
    fields: updateFields,
    check: () => [],
    request: (draft) => ({ method: 'POST', path: incidentPath(incident.id, 'resolve'), body: updatesBody(draft) }),
    done: INCIDENT_FORMS.resolved,
  };
}
