import { html, nothing, type TemplateResult } from 'lit/html.js';
import { incidentAbout, incidentSince, incidentTime } from '../../shared/words/public-incident.ts';
import type { PublicIncident } from '../../shared/wire/public-board.ts';
import { ageAside } from './affected-card.ts';
import type { PageView } from './page-view.ts';
import { label, say } from './say.ts';
import type { Shown } from './tongue.ts';

/** Updates on the page of all surgeries; their own pages have all of them. */
const UPDATES_AT_MOST = 3;

function updateList(updates: PublicIncident['updates'], view: PageView): TemplateResult | typeof nothing {
  if (updates.length === 0) return nothing;
  const zone = view.board.practice.timeZone;
  return html`<ol class="timeline" role="list">${updates.map(
    ({ at, text }) =>
      html`<li class="timeline__item"><time class="timeline__time" datetime=${at}>${say(view, (words) => incidentTime(at, view.now, zone, words))}</time><span class="timeline__text">${say(view, () => text)}</span></li>`,
  )}</ol>`;
}

function sinceWords(incident: PublicIncident, view: PageView): Shown {
  return say(view, (words) => {
    const age = incident.resolvedAt ? '' : ageAside(view, Date.parse(incident.startedAt), words);
    return incidentSince(incident, view.now, view.board.practice.timeZone, words) + age;
  });
}

/** What of it is for one surgery's own page does not name the surgeries; what is over has its last words alone. */
function incidentCard(incident: PublicIncident, view: PageView, ofOneSurgery: boolean): TemplateResult {
  const { id, title, updates, resolvedAt } = incident;
  const known = ofOneSurgery ? [] : view.board.branches;
  const about = say(view, (words) => incidentAbout(incident, known, words));
  const shown = resolvedAt ? 1 : ofOneSurgery ? updates.length : UPDATES_AT_MOST;
  return html`<section class=${`card card--incident${resolvedAt ? ' card--over' : ''}`} data-hold aria-labelledby="incident-${id}">
    <h2 class="card__heading" id="incident-${id}" tabindex="-1">${say(view, () => title)}</h2>
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
      : html`<p class="card card--incident" data-hold>${label(view, 'incidentGone')}</p>`;
  })}</div>`;
}
