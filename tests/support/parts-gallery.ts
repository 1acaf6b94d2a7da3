import { html, render } from 'lit/html.js';
import type { Freshness } from '../../shared/live/freshness.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import { age, since } from '../../web/parts/age.ts';
import { toast } from '../../web/parts/announce.ts';
import { confirmed } from '../../web/parts/confirm.ts';
import { connectionBadge } from '../../web/parts/connection-badge.ts';
import { errorSummary } from '../../web/parts/error-summary.ts';
import { newVersionBar, noBoard, sessionEnded } from '../../web/parts/notices.ts';
import { segmented } from '../../web/parts/segmented.ts';
import { serviceBadges, serviceLetters } from '../../web/parts/services.ts';
import { stateMark } from '../../web/parts/state-mark.ts';
import { stepper } from '../../web/parts/stepper.ts';

declare global {
  interface Window {
    showGallery(board: StaffBoard, now: number): void;
    /** What the parts told, oldest first. */
    told: unknown[];
  }
}

const FRESHNESS: readonly Freshness[] = ['live', 'reconnecting', 'stale', 'dead'];
const DOORS = [
  { value: 'open', label: 'Open' },
  { value: 'phone-only', label: 'Phone only' },
  { value: 'closed', label: 'Closed' },
] as const;

/** Every part on one page, as a face would use it. */
window.showGallery = (board, now) => {
  let inToday: number | null = 4;
  let doors: (typeof DOORS)[number]['value'] = 'open';
  const { timeZone } = board.practice;
  const checkedAt = now - 7 * 60_000;
  const told = (what: unknown) => {
    window.told.push(what);
    show();
  };
  window.told = [];
  document.getElementById('staff-page')?.replaceChildren();

  function show(): void {
    const root = document.getElementById('staff-page');
    if (!root) return;
    render(
      html`${newVersionBar(() => told('reload'))}${sessionEnded('/sign-in')}
        <main class="face__main" id="main">
          <h1>Parts</h1>
          ${FRESHNESS.map((freshness) => connectionBadge({ board, now, checkedAt, freshness }))}
          ${noBoard('loading')}${noBoard('unreachable')}
          <p>${age(checkedAt, now, timeZone)}, ${since(checkedAt, now, timeZone)}</p>
          <ul role="list">${board.branches.slice(0, 4).map((branch) => html`<li>${branch.name} ${stateMark(branch, now, timeZone)} ${serviceLetters(branch)} ${serviceBadges(branch)}</li>`)}</ul>
          ${errorSummary([{ message: 'Off sick must be at most 8.', field: 'sick' }], 'Nothing was saved.')}
          ${stepper({
            id: 'in',
            label: 'In today',
            value: inToday,
            max: 8,
            unit: 'of 8',
            onChange(value) {
              inToday = value;
              told(value);
            },
          })}
          ${stepper({ id: 'sick', label: 'Off sick', value: 9, fault: 'Must be at most 8.', onChange() {} })}
          ${segmented({
            name: 'doors',
            legend: 'Doors',
            segments: DOORS,
            value: doors,
            onChange(value) {
              doors = value;
              told(value);
            },
          })}
          <p><button class="nhsuk-button" type="button" @click=${async () => told(await confirmed({ title: 'Declare a serious incident?', lines: ['Patients will read its title.'], action: 'Declare incident', warns: true }))}>Declare</button>
          <button class="nhsuk-button nhsuk-button--secondary" type="button" @click=${() => toast('Everyone sees this now.')}>Toast</button></p>
          <p class="field"><label class="field__label" for="note">Note</label><input class="field__input" id="note"></p>
        </main>`,
      root,
    );
  }
  show();
};
