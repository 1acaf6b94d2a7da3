import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ChecklistItem } from '../../../shared/facts/fact.ts';
import { type Instant, MINUTE } from '../../../shared/practice/instant.ts';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import { STAFF } from '../../../shared/words/staff.ts';
import { alertWord, noticeWords, PANEL, reasonWords } from '../../../shared/words/staff-incidents.ts';
import { formatClock } from '../../../shared/words/times.ts';
import { checklist } from './incident-card.ts';

export interface NoticePartOptions {
  readonly board: StaffBoard;
  readonly now: Instant;
  readonly nameOf: (slug: string) => string;
  readonly isTicking: (item: ChecklistItem) => boolean;
  readonly onHold: () => void;
  readonly onKeep: () => void;
  readonly onAuto: () => void;
  readonly onTick: (item: ChecklistItem, done: boolean) => void;
}

/** How the NHS 111 notice stands, who set it so, and what has to be done while it is up. */
export function noticePart(options: NoticePartOptions): TemplateResult {
  const { board, now, nameOf, isTicking, onTick } = options;
  const { notice, noticeControl: control } = board;
  const zone = board.practice.timeZone;
  const up = notice && { since: notice.since, names: notice.branches.map(nameOf) };
  const state = control.control === 'hold' ? 'held' : notice ? 'up' : 'down';
  return html`<section class="panel__part" aria-labelledby="panel-notice">
    <h2 class="panel__heading" id="panel-notice" tabindex="-1">${PANEL.notice}</h2>
    <p class="panel__notice panel__notice--${state}">${noticeWords(control, up, now, zone)}</p>
    ${control.said ? html`<p class="incident__small">${reasonWords(control.said.by, Date.parse(control.said.at), control.reason, now, zone)}</p>` : nothing}
    ${control.checklist.length > 0 ? checklist(control.checklist, { label: PANEL.checklist, now, zone, isTicking, onTick }) : nothing}
    <div class="incident__buttons">
      ${control.control === 'auto' ? nothing : html`<button class="mini" type="button" @click=${options.onAuto}>${PANEL.auto}</button>`}
      ${control.control === 'hold' ? nothing : html`<button class="mini" type="button" @click=${options.onHold}>${PANEL.hold}</button>`}
      ${control.control === 'keep' ? nothing : html`<button class="mini" type="button" @click=${options.onKeep}>${PANEL.keep}</button>`}
    </div>
  </section>`;
}

/** The calculated and the declared alert state of the practice, side by side. */
export function alertPart(
  board: StaffBoard,
  now: Instant,
  on: { readonly onDeclare: () => void; readonly onTakeBack: () => void },
): TemplateResult {
  const { alert, declared, totals } = board;
  const zone = board.practice.timeZone;
  const known = totals.known < totals.branches ? ` (${totals.known} of ${totals.branches} branches known)` : '';
  return html`<section class="panel__part" aria-labelledby="panel-alert">
    <h2 class="panel__heading" id="panel-alert">${PANEL.alert}</h2>
    <dl class="panel__pair">
      <div><dt>${PANEL.calculated}</dt><dd>${alert ? alertWord(alert) : STAFF.notKnown}${known}</dd></div>
      <div><dt>${PANEL.declared}</dt><dd>${declared ? alertWord(declared) : PANEL.notDeclared}</dd></div>
    </dl>
    ${declared ? html`<p class="incident__small">${reasonWords(declared.said.by, Date.parse(declared.said.at), declared.reason, now, zone)}</p>` : nothing}
    <div class="incident__buttons">
      <button class="mini" type="button" @click=${on.onDeclare}>${PANEL.declareAlert}</button>
      ${declared ? html`<button class="mini" type="button" @click=${on.onTakeBack}>${PANEL.takeBack}</button>` : nothing}
    </div>
  </section>`;
}

const RECENT_MS = 12 * 60 * MINUTE;

/** What was reported last, newest first. */
export function recentPart(board: StaffBoard, now: Instant, nameOf: (slug: string) => string): TemplateResult {
  const zone = board.practice.timeZone;
  const recent = board.recent.filter(({ at }) => now - Date.parse(at) <= RECENT_MS).slice(0, 10);
  return html`<section class="panel__part" aria-labelledby="panel-recent">
    <h2 class="panel__heading" id="panel-recent">${PANEL.recent}</h2>
    ${
      recent.length === 0
        ? html`<p class="incident__small">${PANEL.nothingRecent}</p>`
        : html`<ol class="panel__recent" role="list">
            ${recent.map(({ slug, at, text, by }) => html`<li><span class="incident__when">${formatClock(Date.parse(at), zone)}</span> <strong>${slug === null ? '' : nameOf(slug)}</strong> ${text}${by === null ? '' : html` <span class="incident__when">${by}</span>`}</li>`)}
          </ol>`
    }
  </section>`;
}
