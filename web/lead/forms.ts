import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ACCESS_STATES, SERVICE_STATES, SERVICES } from '../../shared/facts/fact.ts';
import { MESSAGE_MAX } from '../../shared/facts/report-limits.ts';
import { listOf } from '../../shared/words/lists.ts';
import { DOOR_CHOICES, lettersLeft, ofExpected, SERVICE_CHOICES, SHEET } from '../../shared/words/staff-lead.ts';
import { SERVICE_LABELS } from '../../shared/words/staff.ts';
import { segmented } from '../parts/segmented.ts';
import { stepper } from '../parts/stepper.ts';
import { type Draft, type DraftFault, FIELDS } from './draft.ts';
import { boundsOf, inToday, setAbsence, setCount, setInToday } from './gp-steps.ts';

export interface FormContext {
  readonly draft: Draft;
  readonly faults: readonly DraftFault[];
  readonly change: (part: Partial<Draft>) => void;
  /** Says null for the message: the last one is taken back. */
  readonly takeBack: () => void;
}

const STATES = SERVICE_STATES.map((value) => ({ value, label: SERVICE_CHOICES[value] }));

const DOORS = ACCESS_STATES.map((value) => ({ value, label: DOOR_CHOICES[value] }));

function faultOf({ faults }: FormContext, field: string): string | null {
  return faults.find((fault) => fault.field === field)?.message ?? null;
}

/** A group of choices that a fault can lead to. */
function group(context: FormContext, field: string, content: TemplateResult): TemplateResult {
  const fault = faultOf(context, field);
  return html`<div class="ask ${fault === null ? '' : 'ask--fault'}" id=${field} tabindex="-1">
    ${fault === null ? nothing : html`<p class="field__fault" role="alert">${fault}</p>`} ${content}
  </div>`;
}

function internetForm(context: FormContext): TemplateResult {
  const { draft, change } = context;
  const segments = (['working', 'down', 'unknown'] as const).map((value) => ({ value, label: SHEET.phones[value] }));
  const value = draft.phones === 'degraded' ? null : draft.phones;
  return group(
    context,
    FIELDS.phones,
    html`${segmented({ name: 'phones', legend: SHEET.phonesQuestion, segments, value, onChange: (phones) => change({ phones }) })}
      <p class="field__hint">${SHEET.phonesHint} ${SHEET.internetSays}</p>`,
  );
}

function tick(label: string, checked: boolean, onChange: (checked: boolean) => void): TemplateResult {
  return html`<label class="tick"><input class="tick__input" type="checkbox" .checked=${checked} @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}><span>${label}</span></label>`;
}

function allForm({ draft, change }: FormContext): TemplateResult {
  const { standing } = draft;
  return html`<p>${SHEET.allSays} ${listOf(SERVICES.map((service) => SERVICE_LABELS[service].name.toLowerCase()))}.</p>
    ${standing.access === 'open' ? nothing : tick(SHEET.openDoorsToo, draft.openDoors, (openDoors) => change({ openDoors }))}
    ${
      standing.message === null
        ? nothing
        : html`${tick(SHEET.takeMessageToo, draft.takeMessageBack, (takeMessageBack) => change({ takeMessageBack }))}
            <p class="quote quote--small">${standing.message}</p>`
    }`;
}

function servicesForm(context: FormContext): TemplateResult {
  const { draft, change } = context;
  const fault = faultOf(context, FIELDS.note);
  return html`${group(
    context,
    FIELDS.services,
    html`<p class="field__hint">${SHEET.servicesHint}</p>
      ${SERVICES.map((service) =>
        segmented({
          name: `service-${service}`,
          legend: SERVICE_LABELS[service].name,
          segments: STATES,
          value: draft.services[service],
          onChange: (state) => change({ services: { ...draft.services, [service]: state } }),
        }),
      )}`,
  )}
    <div class="field">
      <label class="field__label" for=${FIELDS.note}>${SHEET.note}</label>
      <p class="field__hint" id="lead-note-hint">${SHEET.noteHint}</p>
      ${fault === null ? nothing : html`<p class="field__fault" id="lead-note-fault">${fault}</p>`}
      <textarea class="field__input" id=${FIELDS.note} rows="2" aria-describedby="lead-note-hint" aria-invalid=${fault === null ? 'false' : 'true'} .value=${draft.note} @input=${(event: Event) => change({ note: (event.target as HTMLTextAreaElement).value })}></textarea>
    </div>`;
}

function gpForm(context: FormContext): TemplateResult {
  const { change, draft } = context;
  const { gps } = draft;
  const bounds = boundsOf(gps);
  const step = (field: 'offSick' | 'away' | 'locums' | 'expected', label: string) =>
    stepper({
      id: `lead-${field}`,
      label,
      value: gps[field],
      ...bounds[field],
      onChange: (to) => change({ gps: setCount(gps, field, to) }),
    });
  const absences = (['offSick', 'away'] as const).map((value) => ({ value, label: SHEET[value] }));
  return html`<div class="steps">
    ${stepper({
      id: FIELDS.gps,
      label: SHEET.inToday,
      value: inToday(gps),
      ...bounds.inToday,
      unit: ofExpected(gps.expected),
      fault: faultOf(context, FIELDS.gps),
      onChange: (to) => change({ gps: setInToday(gps, to) }),
    })}
    ${group(
      context,
      FIELDS.absence,
      segmented({
        name: 'absence',
        legend: SHEET.missing,
        segments: absences,
        value: gps.absence,
        onChange: (absence) => change({ gps: setAbsence(gps, absence) }),
      }),
    )}
    ${step('offSick', SHEET.offSick)} ${step('away', SHEET.away)} ${step('locums', SHEET.locums)}
    ${step('expected', SHEET.planned)}
  </div>`;
}

function doorsForm(context: FormContext): TemplateResult {
  const { draft, change } = context;
  const value = draft.access ?? draft.standing.access;
  return group(
    context,
    FIELDS.access,
    segmented({
      name: 'doors',
      legend: SHEET.doorsLegend,
      segments: DOORS,
      value,
      onChange: (access) => change({ access }),
    }),
  );
}

function messageForm(context: FormContext): TemplateResult {
  const { draft, change, takeBack } = context;
  const fault = faultOf(context, FIELDS.message);
  const left = MESSAGE_MAX - draft.message.length;
  return html`<div class="field">
    <label class="field__label" for=${FIELDS.message}>${SHEET.messageLabel}</label>
    <p class="field__hint" id="lead-message-hint">${SHEET.messageHint}</p>
    ${fault === null ? nothing : html`<p class="field__fault" id="lead-message-fault">${fault}</p>`}
    <textarea class="field__input" id=${FIELDS.message} rows="4" aria-describedby="lead-message-hint lead-message-left" aria-invalid=${fault === null ? 'false' : 'true'} .value=${draft.message} @input=${(event: Event) => change({ message: (event.target as HTMLTextAreaElement).value, takeMessageBack: false })}></textarea>
    <p class="field__hint ${left < 0 ? 'field__fault' : ''}" id="lead-message-left">${lettersLeft(left)}</p>
    ${
      draft.standing.message === null
        ? nothing
        : html`<button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" @click=${takeBack}>${SHEET.takeBack}</button>`
    }
  </div>`;
}

/** What a sheet asks. */
export function formOf(context: FormContext): TemplateResult {
  switch (context.draft.kind) {
    case 'internet-down':
      return internetForm(context);
    case 'records-down':
      return html`<p>${SHEET.recordsSays}</p>`;
    case 'all-working':
      return allForm(context);
    case 'services':
      return servicesForm(context);
    case 'gps':
      return gpForm(context);
    case 'doors':
      return doorsForm(context);
    case 'message':
      return messageForm(context);
  }
}
