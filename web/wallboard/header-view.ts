import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { TileGrid } from '../../shared/wallboard/tile-grid.ts';
import type { TileOrder } from '../../shared/wallboard/tile-order.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import {
  alertWords,
  boardAge,
  groupedNumber,
  knownWords,
  notLiveSince,
  outOf,
  saidBy,
  shortDay,
  WALLBOARD,
} from '../../shared/words/staff-wallboard.ts';
import { formatClock } from '../../shared/words/times.ts';
import { shortName } from '../../shared/wallboard/tile.ts';
import { watchWords } from '../../shared/words/staff-watch.ts';
import type { LiveView } from '../live/live-board.ts';
import type { SeenWatch } from '../staff/watch-feed.ts';

function total(label: string, value: string, more: string | null = null, kind = ''): TemplateResult {
  return html`<div class=${`total ${kind}`}>
    <dt class="total__label">${label}</dt>
    <dd class="total__line"><strong class="total__value">${value}</strong>${more === null ? nothing : html` <span class="total__more">${more}</span>`}</dd>
  </div>`;
}

/** The GPs of the practice. A sum of nothing is not 0, and four times "not known" would not fit. */
function gpTotals({ totals }: StaffBoard): TemplateResult {
  if (totals.known === 0) return total(WALLBOARD.noCounts, WALLBOARD.notKnown);
  return html`${total(WALLBOARD.gpsIn, `${totals.available} / ${totals.expected}`)}
  ${total(WALLBOARD.offSick, String(totals.offSick))} ${total(WALLBOARD.away, String(totals.away))}
  ${total(WALLBOARD.locums, String(totals.locums))}`;
}

const ALERT_KINDS = { GREEN: '', AMBER: 'total--limited', RED: 'total--trouble', BLACK: 'total--trouble' } as const;

/** Calculated and declared, side by side: neither takes the other's place. */
function alertTotals({ board, now }: LiveView<StaffBoard>): TemplateResult {
  const { alert, declared, totals, practice } = board;
  const kindOf = (of: StaffBoard['alert']) => (of === null ? '' : ALERT_KINDS[of.state]);
  const label =
    declared === null ? WALLBOARD.declared : `${WALLBOARD.declaredBy} ${saidBy(declared.said, now, practice.timeZone)}`;
  return html`${total(WALLBOARD.calculated, alertWords(alert), knownWords(totals), kindOf(alert))}
  ${total(label, declared === null ? WALLBOARD.noneDeclared : alertWords(declared), null, `total--declared ${kindOf(declared)}`)}`;
}

function totalsList(view: LiveView<StaffBoard>): TemplateResult {
  const { board } = view;
  const { totals } = board;
  return html`<dl class="totals" aria-label=${WALLBOARD.totals}>
    ${gpTotals(board)}
    ${alertTotals(view)}
    ${total(WALLBOARD.itTrouble, String(totals.itTrouble), outOf(totals.branches), totals.itTrouble > 0 ? 'total--trouble' : '')}
    ${total(
      WALLBOARD.patients,
      groupedNumber(totals.patientsInTrouble),
      outOf(totals.patients),
      totals.patientsInTrouble > 0 ? 'total--trouble' : '',
    )}
  </dl>`;
}

/** Big words unless the board is live. */
function connection({ freshness, checkedAt, now, board }: LiveView<StaffBoard>): TemplateResult {
  const zone = board.practice.timeZone;
  if (freshness === 'live') {
    return html`<p class="link link--live badge--live"><span class="link__bars" aria-hidden="true"></span>${WALLBOARD.live}</p>`;
  }
  const words = freshness === 'reconnecting' ? WALLBOARD.reconnecting : notLiveSince(checkedAt, now, zone);
  return html`<p class=${`link link--${freshness}`}><strong>${words}</strong> ${freshness === 'reconnecting' ? nothing : html`<span class="link__more">${boardAge(checkedAt, now)}</span>`}</p>`;
}

/**
 * Silence proves nothing at present: said where nobody can overlook it. Its place is there all the time. That the board
 * itself is not live goes before it.
 */
function watchLine({ board, freshness }: LiveView<StaffBoard>, watch: SeenWatch | null): TemplateResult {
  const names = new Map(board.branches.map(({ slug, name }) => [slug, shortName(name)]));
  const words = watch && watchWords(watch, (slug) => names.get(slug) ?? slug, board.practice.timeZone);
  const isBad = words?.level === 'bad' && freshness !== 'stale';
  return html`<p class="top__watch" ?hidden=${!isBad}>${isBad ? words.text : ''}</p>`;
}

export interface HeaderState {
  readonly order: TileOrder;
  readonly density: TileGrid['density'];
  readonly watch: SeenWatch | null;
}

/** The practice, a clock that runs, whether the board is live, and the totals. */
export function headerView(view: LiveView<StaffBoard>, { order, density, watch }: HeaderState): TemplateResult {
  const { board, now } = view;
  const zone = board.practice.timeZone;
  return html`<header class="top">
    <div class="top__line">
      <h1 class="top__practice">${board.practice.name}</h1>
      ${density === 'full' ? nothing : html`<p class="top__legend">${WALLBOARD.legend}</p>`}
      ${watchLine(view, watch)}
      <p class="top__day">${shortDay(now, zone)}${order === 'trouble' ? ` · ${WALLBOARD.troubleFirst}` : ''}</p>
      <p class="top__clock">${formatClock(now, zone, { seconds: true })}</p>
      ${connection(view)}
    </div>
    ${totalsList(view)}
  </header>`;
}
