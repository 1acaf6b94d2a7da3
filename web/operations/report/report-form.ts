import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import { type Access, ACCESS_STATES, SERVICE_STATES, SERVICES, type ServiceState } from '../../../shared/facts/fact.ts';
import { MESSAGE_MAX, NOTE_MAX } from '../../../shared/facts/report-limits.ts';
import type { StaffBranch } from '../../../shared/wire/staff-board.ts';
import { capitalise } from '../../../shared/words/lists.ts';
import { SERVICE_LABELS } from '../../../shared/words/staff.ts';
import { ACCESS_NAMES, SERVICE_STATE_NAMES } from '../../../shared/words/staff-edits.ts';
import { GP_COLUMNS } from '../../../shared/words/staff-operations.ts';
import { charactersLeft, REPORT } from '../../../shared/words/staff-operations-report.ts';
import { segmented } from '../../parts/segmented.ts';
import { stepper } from '../../parts/stepper.ts';
import { GP_FIELDS } from '../edits/gp-draft.ts';
import {
  type DraftFault,
  firstCounts,
  type ReportDraft,
  sayAllWorking,
  sayService,
  sayText,
  type TextDraft,
} from './report-draft.ts';

export interface FormOptions {
  readonly draft: ReportDraft;
  readonly branches: readonly StaffBranch[];
  /** Shown once somebody tried to send. */
  readonly faults: readonly DraftFault[];
  readonly onDraft: (draft: ReportDraft) => void;
}

/** The radio for "leave as it is". */
const LEAVE = 'leave' as const;

function itPart({ draft, onDraft }: FormOptions): TemplateResult {
  const leave = { value: LEAVE, label: REPORT.notSaid };
  const states = SERVICE_STATES.map((value) => ({ value, label: capitalise(SERVICE_STATE_NAMES[value]) }));
  return html`<section class="report__part" aria-labelledby="report-it">
    <h3 id="report-it">${REPORT.it}</h3>
    <div class="report__quick">
      <button class="mini" type="button" @click=${() => onDraft(sayAllWorking(draft))}>${REPORT.allWorking}</button>
      <button class="mini" type="button" @click=${() => onDraft(sayService(draft, 'internet', 'down'))}>${REPORT.internetDown}</button>
    </div>
    ${SERVICES.map((service) =>
      segmented<ServiceState | typeof LEAVE>({
        name: `report-${service}`,
        legend: SERVICE_LABELS[service].name,
        segments: [leave, ...states],
        value: draft.it[service] ?? LEAVE,
        onChange: (value) => onDraft(sayService(draft, service, value === LEAVE ? null : value)),
      }),
    )}
    ${draft.it.internet === 'down' ? html`<p class="field__hint">${REPORT.internetHint}</p>` : nothing}
  </section>`;
}

function faultsOf(faults: readonly DraftFault[], field: DraftFault['field']): TemplateResult[] {
  return faults
    .filter((fault) => fault.field === field)
    .map(({ message }) => html`<p class="field__fault" id="report-${field}-fault">${message}</p>`);
}

function gpPart({ draft, branches, faults, onDraft }: FormOptions): TemplateResult {
  const counts = draft.gps;
  return html`<section class="report__part" aria-labelledby="report-gps">
    <h3 id="report-gps">${REPORT.gps}</h3>
    ${faultsOf(faults, 'gps')}
    ${
      counts === null
        ? html`<button class="mini" type="button" @click=${() => onDraft({ ...draft, gps: firstCounts(branches) })}>${REPORT.giveCounts}</button>`
        : html`<div class="report__counts">${GP_FIELDS.map((field) =>
            stepper({
              id: `report-${field}`,
              label: GP_COLUMNS[field].name,
              value: counts[field],
              onChange: (value) => onDraft({ ...draft, gps: { ...counts, [field]: value } }),
            }),
          )}</div>
          <button class="mini" type="button" @click=${() => onDraft({ ...draft, gps: null })}>${REPORT.leaveCounts}</button>`
    }
  </section>`;
}

function doorsPart({ draft, onDraft }: FormOptions): TemplateResult {
  const doors = ACCESS_STATES.map((value) => ({ value, label: capitalise(ACCESS_NAMES[value]) }));
  return html`<div class="report__part">${segmented<Access | typeof LEAVE>({
    name: 'report-doors',
    legend: REPORT.doors,
    segments: [{ value: LEAVE, label: REPORT.notSaid }, ...doors],
    value: draft.access ?? LEAVE,
    onChange: (value) => onDraft({ ...draft, access: value === LEAVE ? null : value }),
  })}</div>`;
}

interface TextOptions {
  readonly field: 'message' | 'note';
  readonly label: string;
  readonly hint: string;
  readonly max: number;
  readonly now: { readonly label: string; readonly text: string | null; readonly remove: string };
}

function textPart(
  { draft, faults, onDraft }: FormOptions,
  { field, label, hint, max, now }: TextOptions,
): TemplateResult {
  const text = draft[field];
  const typed = text.kind === 'say' ? text.text : '';
  const say = (next: TextDraft) => onDraft({ ...draft, [field]: next });
  const id = `report-${field}`;
  return html`<div class="field report__part">
    <label class="field__label" for=${id}>${label}</label>
    <p class="field__hint" id="${id}-hint">${hint}</p>
    ${faultsOf(faults, field)}
    ${
      now.text === null
        ? nothing
        : html`<p class="report__now"><strong>${now.label}</strong> ${now.text}</p>
          <label class="report__remove"><input type="checkbox" .checked=${text.kind === 'remove'} @change=${(event: Event) => say((event.currentTarget as HTMLInputElement).checked ? { kind: 'remove' } : { kind: 'leave' })}> ${now.remove}</label>`
    }
    <textarea class="field__input" id=${id} rows="2" maxlength=${max} ?disabled=${text.kind === 'remove'} aria-describedby="${id}-hint ${id}-left" aria-invalid=${faultsOf(faults, field).length > 0 ? 'true' : nothing} .value=${live(typed)} @input=${(event: Event) => say(sayText((event.currentTarget as HTMLTextAreaElement).value))}></textarea>
    <p class="field__hint" id="${id}-left">${charactersLeft(max - typed.length)}</p>
  </div>`;
}

/** Everything that can be said of a branch, or the same of several. What is left as it is, is not spoken of. */
export function reportForm(options: FormOptions): TemplateResult {
  const [only, ...more] = options.branches;
  const one = more.length === 0 ? only : undefined;
  return html`${itPart(options)} ${gpPart(options)} ${doorsPart(options)}
    ${textPart(options, {
      field: 'message',
      label: REPORT.message,
      hint: REPORT.messageHint,
      max: MESSAGE_MAX,
      now: { label: REPORT.messageNow, text: one?.message?.text ?? null, remove: REPORT.removeMessage },
    })}
    ${textPart(options, {
      field: 'note',
      label: REPORT.note,
      hint: REPORT.noteHint,
      max: NOTE_MAX,
      now: { label: REPORT.noteNow, text: one?.note?.text ?? null, remove: REPORT.removeNote },
    })}`;
}
