import { html, nothing, type TemplateResult } from 'lit/html.js';
import { newestChanges } from '../../shared/wallboard/changes.ts';
import { nextUpdate, openIncidents, references } from '../../shared/wallboard/open-incidents.ts';
import { plannedSoon } from '../../shared/wallboard/planned-soon.ts';
import { shortName } from '../../shared/wallboard/tile.ts';
import type { TileGrid } from '../../shared/wallboard/tile-grid.ts';
import type { PublicPlanned } from '../../shared/wire/public-board.ts';
import type { StaffBoard, StaffIncident } from '../../shared/wire/staff-board.ts';
import {
  andMore,
  incidentSince,
  nextUpdateWords,
  noticeWords,
  plannedWords,
  SEVERITY_WORDS,
  shortSince,
  WALLBOARD,
} from '../../shared/words/staff-wallboard.ts';
import type { LiveView } from '../live/live-board.ts';

const CHANGES_SHOWN = { full: 4, dense: 2 } as const;
const INCIDENTS_SHOWN = { full: 2, dense: 1 } as const;

type Nameless = (slug: string) => string;

function noticePart({ board, now }: LiveView<StaffBoard>, nameOf: Nameless): TemplateResult {
  const { headline, more } = noticeWords(board, nameOf, now, board.practice.timeZone);
  const isUp = board.notice !== null;
  const isHeld = board.noticeControl.control === 'hold';
  return html`<section class=${`foot ${isUp ? 'foot--up' : isHeld ? 'foot--held' : ''}`} aria-labelledby="foot-notice">
    <h2 class="foot__heading" id="foot-notice">${WALLBOARD.notice}</h2>
    <p class="foot__main">${headline}</p>
    ${more === null ? nothing : html`<p class="foot__more">${more}</p>`}
  </section>`;
}

function incidentLine(incident: StaffIncident, { now, board }: LiveView<StaffBoard>): TemplateResult {
  const zone = board.practice.timeZone;
  const next = nextUpdate(incident, now);
  const title = incident.title ?? WALLBOARD.notKnown;
  return html`<li class=${`incident incident--${incident.severity}`}>
    <p class="incident__title"><strong>${SEVERITY_WORDS[incident.severity]}:</strong> ${title}</p>
    <p class="incident__more"><span class=${next?.overdue ? 'overdue' : ''}>${nextUpdateWords(next, zone)}</span> · ${incidentSince(incident, references(incident), now, zone)}</p>
  </li>`;
}

function plannedLine(work: PublicPlanned, { board, now }: LiveView<StaffBoard>, nameOf: Nameless): TemplateResult {
  return html`<li class="incident">
    <p class="incident__title"><strong>${WALLBOARD.planned}:</strong> ${work.title}</p>
    <p class="incident__more">${plannedWords(work, nameOf, now, board.practice.timeZone)}</p>
  </li>`;
}

/** Incidents first; where they leave room, work that is planned. */
function incidentsPart(view: LiveView<StaffBoard>, nameOf: Nameless, density: TileGrid['density']): TemplateResult {
  const { board, now } = view;
  const open = openIncidents(board.incidents);
  const shown = open.slice(0, INCIDENTS_SHOWN[density]);
  const works = plannedSoon(board.planned, now).slice(0, INCIDENTS_SHOWN[density] - shown.length);
  const heading = open.length === 0 && works.length > 0 ? WALLBOARD.noIncident : WALLBOARD.incidents;
  const lines = [
    ...shown.map((incident) => incidentLine(incident, view)),
    ...works.map((work) => plannedLine(work, view, nameOf)),
  ];
  const isGrave = open.some(({ severity }) => severity === 'serious');
  return html`<section class=${`foot foot--incidents ${isGrave ? 'foot--grave' : ''}`} aria-labelledby="foot-incidents">
    <h2 class="foot__heading" id="foot-incidents">${heading}${open.length > shown.length ? ` ${andMore(open.length - shown.length)}` : ''}</h2>
    ${
      lines.length === 0
        ? html`<p class="foot__main">${WALLBOARD.noIncident}</p>`
        : html`<ul class=${`incidents ${lines.length === 1 ? 'incidents--one' : ''}`} role="list">${lines}</ul>`
    }
  </section>`;
}

function changesPart(
  { board, now }: LiveView<StaffBoard>,
  nameOf: Nameless,
  density: TileGrid['density'],
): TemplateResult {
  const changes = newestChanges(board, now, CHANGES_SHOWN[density]);
  const zone = board.practice.timeZone;
  return html`<section class="foot" aria-labelledby="foot-changes">
    <h2 class="foot__heading" id="foot-changes">${WALLBOARD.changes}</h2>
    ${changes.length === 0 ? html`<p class="foot__main">${WALLBOARD.noChange}</p>` : nothing}
    <ul class="changes" role="list">
      ${changes.map(({ slug, at, text }) => html`<li class="changes__line"><span class="changes__at">${shortSince(Date.parse(at), now, zone)}</span> ${slug === null ? '' : `${nameOf(slug)}: `}${text}</li>`)}
    </ul>
  </section>`;
}

/** What stands over single branches: the notice, incidents, and what changed last. */
export function footerView(view: LiveView<StaffBoard>, density: TileGrid['density']): TemplateResult {
  const names = new Map(view.board.branches.map(({ slug, name }) => [slug, shortName(name)]));
  const nameOf = (slug: string) => names.get(slug) ?? slug;
  return html`<footer class="bottom" aria-label=${WALLBOARD.footer}>
    ${noticePart(view, nameOf)} ${incidentsPart(view, nameOf, density)} ${changesPart(view, nameOf, density)}
  </footer>`;
}
