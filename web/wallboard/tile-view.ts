import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ContactState, ServiceState } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { AgeLevel } from '../../shared/wallboard/fact-age.ts';
import type { Tile, TileLook } from '../../shared/wallboard/tile.ts';
import type { TileGrid } from '../../shared/wallboard/tile-grid.ts';
import type { MarkName } from '../../shared/words/page.ts';
import { contactShort } from '../../shared/words/staff-contact.ts';
import { SERVICE_LABELS } from '../../shared/words/staff.ts';
import {
  AGE_LABELS,
  AGE_SHORT_LABELS,
  ageShortWords,
  ageWords,
  changedAtWords,
  contactSpoken,
  gpsLines,
  gpsShortLines,
  gpsSpoken,
  NO_SENDER,
  openingWords,
  SENDER_LETTER,
  SERVICE_LETTERS,
  serviceSpoken,
  TILE_FLAGS,
  tileAlert,
  tileAlertShort,
  tileSince,
  tileState,
  untilWords,
} from '../../shared/words/staff-tile.ts';
import { mark } from '../public/marks.ts';

const MARK_OF_LOOK: { readonly [L in TileLook]: MarkName } = {
  normal: 'normal',
  limited: 'limited',
  degraded: 'degraded',
  closed: 'closed',
  unknown: 'unknown',
  silent: 'unknown',
};

const MARK_OF_SERVICE: { readonly [S in ServiceState]: MarkName } = {
  working: 'normal',
  degraded: 'limited',
  down: 'degraded',
  unknown: 'unknown',
};

const MARK_OF_CONTACT: { readonly [C in ContactState]: MarkName } = {
  heard: 'normal',
  recovering: 'limited',
  late: 'limited',
  suspect: 'limited',
  lost: 'unknown',
};

/** What all tiles are drawn with. */
export interface TileFrame {
  readonly now: Instant;
  readonly zone: string;
  readonly density: TileGrid['density'];
  /** `a` and `b` in turns pulse once each; null: the tile keeps still. */
  readonly pulse: 'a' | 'b' | null;
}

function number({ gps }: Tile): TemplateResult {
  if (gps === null) return html`<span class="tile__gps" aria-hidden="true"><span class="tile__in">?</span></span>`;
  return html`<span class="tile__gps" aria-hidden="true"><span class="tile__in">${gps.available}</span><span class="tile__of">/${gps.expected}</span></span>`;
}

function services(tile: Tile, density: TileGrid['density']): TemplateResult {
  return html`<ul class="tile__services" role="list">
    ${tile.services.map(
      ({ service, state }) =>
        html`<li class="tile__service"><span aria-hidden="true">${density === 'full' ? SERVICE_LABELS[service].short : SERVICE_LETTERS[service]}</span>${mark(MARK_OF_SERVICE[state])}<span class="nhsuk-u-visually-hidden">${serviceSpoken(service, state)}</span></li>`,
    )}
    ${density === 'full' ? nothing : sender(tile)}
  </ul>`;
}

function sender(tile: Tile): TemplateResult {
  const { state, flapping } = tile.contact;
  const shape = state === null ? NO_SENDER : mark(flapping && state === 'heard' ? 'limited' : MARK_OF_CONTACT[state]);
  return html`<li class="tile__service"><span aria-hidden="true">${SENDER_LETTER}${state === null ? shape : nothing}</span>${state === null ? nothing : shape}<span class="nhsuk-u-visually-hidden">${contactSpoken(tile)}</span></li>`;
}

function aged(words: string, level: AgeLevel): TemplateResult {
  return html`<span class=${`aged aged--${level}`}>${words}</span>`;
}

/** Asks for a second look at what the tile says; nothing while nobody has to. */
function flag({ confirmDue, disputed, asked }: Tile): TemplateResult | null {
  const words = disputed ? TILE_FLAGS.disputed : asked ? TILE_FLAGS.asked : confirmDue ? TILE_FLAGS.confirmDue : null;
  return words === null ? null : html`<strong class="tile__flag">${words}</strong>`;
}

function isTrouble({ look }: Tile): boolean {
  return look === 'degraded' || look === 'limited' || look === 'silent';
}

/** What is wrong, and since when, unless somebody has to be asked. */
function stateLine(tile: Tile, { now, zone }: TileFrame): TemplateResult {
  const since = tileSince(tile, now, zone);
  return html`<p class="tile__line tile__state"><span class="tile__reason">${tileState(tile)}</span> ${flag(tile) ?? (since === null ? nothing : html`<span>${since}</span>`)}</p>`;
}

function ages(tile: Tile, { now, density }: TileFrame): TemplateResult {
  const words = density === 'full' ? ageWords : ageShortWords;
  const labels = density === 'full' ? AGE_LABELS : AGE_SHORT_LABELS;
  const age = (name: 'it' | 'gps' | 'doors' | 'contact') =>
    aged(words(labels[name], tile.ages[name], now), tile.ages[name].level);
  const isQuiet = density === 'dense' && tile.ages.contact.level !== 'fresh';
  const showDoors = tile.ages.doors.at !== null && !(isQuiet && tile.opening.access === 'open');
  return html`<p class="tile__line tile__ages">
    ${age('it')} ${showDoors ? age('doors') : nothing} ${isQuiet ? age('contact') : nothing} ${age('gps')}
  </p>`;
}

function fullLines(tile: Tile, frame: TileFrame): TemplateResult {
  const { now, zone } = frame;
  const length = tile.ages.contact.level === 'fresh' ? 'full' : 'short';
  return html`<p class="tile__line tile__alert">${tileAlert(tile)}</p>
    <p class="tile__line">
      <span>${openingWords(tile.opening, now, zone, length)}</span> ${aged(contactShort(tile.contact, now), tile.ages.contact.level)}
    </p>`;
}

/** One line for what is wrong or, where nothing is, for the doors. */
function denseLine(tile: Tile, { now, zone }: TileFrame): TemplateResult {
  const words = openingWords(tile.opening, now, zone);
  const until = untilWords(tile.opening, zone) ?? words;
  const asks = flag(tile);
  if (!isTrouble(tile)) {
    return html`<p class="tile__line"><span>${asks ? until : words}</span> ${asks ?? nothing}</p>`;
  }
  return html`<p class="tile__line tile__state"><span class="tile__reason">${tileState(tile, 'short')}</span> ${asks ?? html`<span>${until}</span>`}</p>`;
}

/** One branch: what is wrong first, then its GPs, its services, and how old each word of it is. */
export function tileView(tile: Tile, frame: TileFrame): TemplateResult {
  const { zone, density, pulse } = frame;
  const dense = density === 'dense';
  const lines = dense ? gpsShortLines(tile) : gpsLines(tile);
  return html`<article class=${`tile tile--${tile.look}`} data-pulse=${pulse ?? nothing} aria-labelledby=${`tile-${tile.slug}`}>
    <h3 class="tile__name" id=${`tile-${tile.slug}`}>${mark(MARK_OF_LOOK[tile.look])}<span class="tile__word">${tile.name}</span></h3>
    ${tile.marked === null ? nothing : html`<p class="tile__changed"><span class="nhsuk-u-visually-hidden">${changedAtWords(tile.marked, zone)}</span></p>`}
    ${dense ? nothing : stateLine(tile, frame)}
    <div class="tile__people">
      ${number(tile)}<p class="nhsuk-u-visually-hidden">${gpsSpoken(tile)}</p>
      <ul class="tile__beside" role="list">
        ${lines.map((line) => html`<li class=${line.startsWith('0 ') ? 'tile__none' : ''}>${line}</li>`)}
        ${dense ? html`<li class="tile__alert">${tileAlertShort(tile)}</li>` : nothing}
      </ul>
    </div>
    ${services(tile, density)} ${dense ? denseLine(tile, frame) : fullLines(tile, frame)} ${ages(tile, frame)}
  </article>`;
}
