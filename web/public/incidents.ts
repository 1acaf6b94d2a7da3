import { html, nothing, type TemplateResult } from 'lit/html.js';
import { formatAge } from '../../shared/words/times.ts';
import { INCIDENT_GONE, incidentAbout, incidentSince, incidentTime } from '../../shared/words/public-incident.ts';
import type { PublicIncident } from '../../shared/wire/public-board.ts';
import type { PageView } from './page-view.ts';

/** Updates on the page of all surgeries; their own pages have all of them. */
const UPDATES_AT_MOST = 3;

function updateList(updates: PublicIncident['updates'], { now, board }: PageView): TemplateResult | typeof nothing {
  if (updates.length === 0) return nothing;
  return html`<ol class="timeline" role="list">${updates.map(
    ({ at, text }) =>
      html`<li class="timeline__item"><time class="timeline__time" datetime=${at}>${incidentTime(at, now, board.practice.timeZone)}</time><span class="timeline__text">${text}</span></li>`,
  )}</ol>`;
}

function sinceWords(incident: PublicIncident, { now, board, clockRuns }: PageView): string {
  const age = clockRuns && !incident.resolvedAt ? ` (${formatAge(now - Date.parse(incident.startedAt))})` : '';
  return incidentSince(incident, now, board.practice.timeZone) + age;
}

/** What of it is for one surgery's own page does not name the surgeries; what is over has its last words alone. */
function incidentCard(incident: PublicIncident, view: PageView, ofOneSurgery: boolean): TemplateResult {
  const { id, title, updates, resolvedAt } = incident;
  const about = incidentAbout(incident, ofOneSurgery ? [] : view.board.branches);
  const shown = resolvedAt ? 1 : ofOneSurgery ? updates.length : UPDATES_AT_MOST;
  return html`<section class=${`card card--incident${resolvedAt ? ' card--over' : ''}`} data-hold aria-labelledby="incident-${id}">
    <h2 class="card__heading" id="incident-${id}" tabindex="-1">${title}</h2>
    <p class="state__since">${sinceWords(incident, view)}</p>
    ${about === '' ? nothing : html`<p>${about}</p>`} ${updateList(updates.slice(0, shown), view)}
  </section>`;
}

/**
 * Incidents, where they stand on the page. One that is over or gone while somebody reads keeps its place until they
 * have looked up.
 */
export function incidentCards(
  ids: readonly number[],
  view: PageView,
  ofOneSurgery: boolean,
): TemplateResult | typeof nothing {
  if (ids.length === 0) return nothing;
  return html`<div class="cards">${ids.map((id) => {
    const incident = view.board.incidents.find((other) => other.id === id);
    return incident
      ? incidentCard(incident, view, ofOneSurgery)
      : html`<p class="card card--incident" data-hold>${INCIDENT_GONE}</p>`;
  })}</div>`;
}
