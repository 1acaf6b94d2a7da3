import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ChecklistItem } from '../../../shared/facts/fact.ts';
import type { Instant } from '../../../shared/practice/instant.ts';
import type { CheckState, StaffIncident } from '../../../shared/wire/staff-board.ts';
import { CHECKLIST_WORDS, ESCALATION_WORDS } from '../../../shared/words/incidents.ts';
import { listOf } from '../../../shared/words/lists.ts';
import { SERVICE_LABELS } from '../../../shared/words/staff.ts';
import {
  incidentSinceWords,
  nextUpdateWords,
  PANEL,
  recoveredWords,
  SEVERITY_NAMES,
} from '../../../shared/words/staff-incidents.ts';
import { formatSince } from '../../../shared/words/times.ts';

export interface IncidentCardOptions {
  readonly incident: StaffIncident;
  readonly now: Instant;
  readonly zone: string;
  readonly nameOf: (slug: string) => string;
  /** Affected branches whose IT is said to work again. */
  readonly recovered: readonly string[];
  readonly onRecovered: () => void;
  /** Ticks under way: `item` of this incident. */
  readonly ticking: ReadonlySet<string>;
  readonly onUpdate: () => void;
  readonly onEscalate: () => void;
  readonly onResolve: () => void;
  readonly onTick: (item: ChecklistItem, done: boolean) => void;
}

/** A list of things to do, each with who did it and when. */
export function checklist(
  items: readonly CheckState[],
  options: {
    readonly label: string;
    readonly now: Instant;
    readonly zone: string;
    readonly isTicking: (item: ChecklistItem) => boolean;
    readonly onTick: (item: ChecklistItem, done: boolean) => void;
  },
): TemplateResult {
  const { label, now, zone, isTicking, onTick } = options;
  return html`<ul class="todo" role="list" aria-label=${label}>
    ${items.map(
      ({ item, done }) => html`<li class="todo__item">
        <label class="todo__label"><input type="checkbox" .checked=${done !== null} ?disabled=${isTicking(item)} @change=${(event: Event) => onTick(item, (event.currentTarget as HTMLInputElement).checked)}> ${CHECKLIST_WORDS[item]}</label>
        ${done ? html`<span class="todo__by">${formatSince(Date.parse(done.at), now, zone)} ${done.by ?? ''}</span>` : nothing}
      </li>`,
    )}
  </ul>`;
}

function nextUpdate({ nextUpdateAt, resolved }: StaffIncident, now: Instant): TemplateResult | typeof nothing {
  if (nextUpdateAt === null || resolved) return nothing;
  const { text, isOverdue } = nextUpdateWords(Date.parse(nextUpdateAt), now);
  return html`<p class="incident__next ${isOverdue ? 'incident__next--overdue' : ''}">Next update ${text}</p>`;
}

function escalations({ escalations: all }: StaffIncident): TemplateResult {
  if (all.length === 0) return html`<p class="incident__small">${PANEL.notEscalated}</p>`;
  return html`<dl class="incident__refs">
    ${all.map(({ to, reference }) => html`<div><dt>${ESCALATION_WORDS[to]}</dt><dd>${reference ?? PANEL.noReference}</dd></div>`)}
  </dl>`;
}

function log({ log: entries }: StaffIncident, now: Instant, zone: string): TemplateResult {
  return html`<details class="incident__log">
    <summary>${PANEL.log} (${entries.length})</summary>
    <ol role="list">
      ${entries.map(
        ({ said, sentence, audience }) => html`<li class="incident__entry">
          <span class="incident__when">${formatSince(Date.parse(said.at), now, zone)} ${said.by ?? ''}</span>
          <span>${sentence}${audience === 'public' ? html` <em class="incident__public">(${PANEL.patientsRead})</em>` : nothing}</span>
        </li>`,
      )}
    </ol>
  </details>`;
}

/** What works again stays in trouble by the incident until somebody takes it out: it must be asked for. */
function recovered({ recovered: slugs, nameOf, onRecovered }: IncidentCardOptions): TemplateResult | typeof nothing {
  if (slugs.length === 0) return nothing;
  return html`<div class="incident__recovered">
    <p>${recoveredWords(slugs.map(nameOf))}</p>
    <button class="mini" type="button" @click=${onRecovered}>${PANEL.notAffected}</button>
  </div>`;
}

/** An open incident with all that can be done about it. */
export function incidentCard(options: IncidentCardOptions): TemplateResult {
  const { incident, now, zone, nameOf, ticking } = options;
  const names = incident.affected.map(nameOf);
  const services = incident.services.map((service) => SERVICE_LABELS[service].name.toLowerCase());
  const heading = `incident-${incident.id}`;
  return html`<article class="incident incident--${incident.severity}" aria-labelledby=${heading}>
    <p class="incident__severity">${SEVERITY_NAMES[incident.severity]}</p>
    <h3 class="incident__title" id=${heading}>${incident.title ?? ''}</h3>
    <p class="incident__small">${incidentSinceWords(incident, names, now, zone)}${services.length > 0 ? ` Not working: ${listOf(services)}.` : ''}</p>
    ${incident.shown ? nothing : html`<p class="incident__small"><strong>${PANEL.hiddenFromPatients}</strong></p>`}
    ${nextUpdate(incident, now)} ${recovered(options)} ${escalations(incident)}
    ${checklist(incident.checklist, {
      label: PANEL.checklist,
      now,
      zone,
      isTicking: (item) => ticking.has(`${incident.id}-${item}`),
      onTick: options.onTick,
    })}
    <div class="incident__buttons">
      <button class="mini" type="button" @click=${options.onUpdate}>${PANEL.update}</button>
      <button class="mini" type="button" @click=${options.onEscalate}>${PANEL.escalate}</button>
      <button class="mini" type="button" @click=${options.onResolve}>${PANEL.resolve}</button>
    </div>
    ${log(incident, now, zone)}
  </article>`;
}

/** An incident that is over, for as long as somebody may ask about it. */
export function resolvedCard(incident: StaffIncident, now: Instant, zone: string): TemplateResult {
  const at = incident.resolved ? formatSince(Date.parse(incident.resolved.at), now, zone) : '';
  return html`<article class="incident incident--resolved">
    <h3 class="incident__title">${incident.title ?? ''}</h3>
    <p class="incident__small">${SEVERITY_NAMES[incident.severity]}. Resolved ${at}.</p>
    ${incident.escalations.length > 0 ? escalations(incident) : nothing} ${log(incident, now, zone)}
  </article>`;
}
