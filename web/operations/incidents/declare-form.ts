import { html } from 'lit/html.js';
import { type Service, SERVICES } from '../../../shared/facts/fact.ts';
import { SEVERITIES, type Severity } from '../../../shared/facts/incident.ts';
import { TITLE_MAX } from '../../../shared/facts/incident-limits.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import type { StaffBranch } from '../../../shared/wire/staff-board.ts';
import { FORM } from '../../../shared/words/staff-forms.ts';
import { INCIDENT_FORMS, SEVERITY_NAMES } from '../../../shared/words/staff-incidents.ts';
import { SERVICE_LABELS } from '../../../shared/words/staff.ts';
import { checkField, checksField, textField } from '../forms/fields.ts';
import type { Form, FormContext, FormFault } from '../forms/form.ts';
import { segmented } from '../../parts/segmented.ts';
import {
  nextUpdateField,
  type UpdatePromise,
  promiseMinutes,
  updateFields,
  type Updates,
  updatesBody,
} from './update-fields.ts';

export interface DeclareDraft extends Updates {
  readonly title: string;
  readonly severity: Severity;
  readonly branches: readonly string[];
  readonly services: readonly Service[];
  readonly shown: boolean;
  readonly nextUpdate: UpdatePromise;
}

const SERVICE_CHOICES = SERVICES.map((value) => ({ value, label: SERVICE_LABELS[value].name }));

const SEVERITY_CHOICES = SEVERITIES.map((value) => ({ value, label: SEVERITY_NAMES[value] }));

/** What does not work at these branches by what was said of them: where a form begins. */
function brokenServices(branches: readonly StaffBranch[]): readonly Service[] {
  return SERVICES.filter((service) =>
    branches.some(({ services }) => services[service].state === 'down' || services[service].state === 'degraded'),
  );
}

function checkDeclare({ title, branches }: DeclareDraft): readonly FormFault[] {
  return [
    ...(title.trim() === '' ? [{ path: '/title', message: FORM.missing }] : []),
    ...(branches.length === 0 ? [{ path: '/branches', message: INCIDENT_FORMS.atLeastOneBranch }] : []),
  ];
}

function fields(all: readonly StaffBranch[], { draft, set, faultOf }: FormContext<DeclareDraft>) {
  return html`${textField({
    field: 'title',
    label: INCIDENT_FORMS.title,
    hint: INCIDENT_FORMS.titleHint,
    fault: faultOf('title'),
    value: draft.title,
    max: TITLE_MAX,
    onInput: (title) => set({ title }),
  })}
  ${segmented({
    name: 'severity',
    legend: INCIDENT_FORMS.severity,
    segments: SEVERITY_CHOICES,
    value: draft.severity,
    onChange: (severity) => set({ severity }),
  })}
  <p class="field__hint">${INCIDENT_FORMS.severityHint}</p>
  ${checksField({
    field: 'branches',
    legend: INCIDENT_FORMS.branches,
    fault: faultOf('branches'),
    choices: all.map(({ slug, name }) => ({ value: slug, label: name })),
    values: draft.branches,
    all: INCIDENT_FORMS.allBranches,
    onChange: (branches) => set({ branches }),
  })}
  ${checksField({
    field: 'services',
    legend: INCIDENT_FORMS.services,
    fault: faultOf('services'),
    choices: SERVICE_CHOICES,
    values: draft.services,
    onChange: (services) => set({ services }),
  })}
  ${checkField({
    field: 'shown',
    label: INCIDENT_FORMS.shown,
    hint: INCIDENT_FORMS.shownHint,
    value: draft.shown,
    onChange: (shown) => set({ shown }),
  })}
  ${updateFields({ draft, set, faultOf })} ${nextUpdateField(draft.nextUpdate, (nextUpdate) => set({ nextUpdate }))}`;
}

/** Declares an incident; it begins over the chosen branches, with what is known not to work there. */
export function declareForm(all: readonly StaffBranch[], slugs: readonly string[]): Form<DeclareDraft> {
  const chosen = all.filter(({ slug }) => slugs.includes(slug));
  return {
    title: INCIDENT_FORMS.declareTitle,
    action: INCIDENT_FORMS.declareAction,
    warns: true,
    draft: {
      title: '',
      severity: 'major',
      branches: chosen.map(({ slug }) => slug),
      services: brokenServices(chosen),
      shown: true,
      public: '',
      staff: '',
      nextUpdate: '60',
    },
    labels: {
      title: INCIDENT_FORMS.title,
      branches: INCIDENT_FORMS.branches,
      services: INCIDENT_FORMS.services,
      public: INCIDENT_FORMS.public,
      staff: INCIDENT_FORMS.staff,
    },
    fields: (context) => fields(all, context),
    check: checkDeclare,
    request: ({ title, severity, branches, services, shown, nextUpdate, ...updates }) => ({
      method: 'POST',
      path: PATHS.incidents,
      body: {
        title: title.trim(),
        severity,
        branches,
        services,
        shown,
        ...updatesBody(updates),
        nextUpdateInMinutes: promiseMinutes(nextUpdate),
      },
    }),
    done: INCIDENT_FORMS.declared,
  };
}
