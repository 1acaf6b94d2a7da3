import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { StaffBoard, StaffBranch } from '../../shared/wire/staff-board.ts';
import { claimLine, LEAD, SHEET, stillWords, waitingLine } from '../../shared/words/staff-lead.ts';
import { contentLine, OUTBOX, unsettledLine } from '../../shared/words/staff-outbox.ts';
import type { LiveView } from '../live/live-board.ts';
import { dueClaims } from './due-claims.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { unsettled } from './entries-to-show.ts';
import type { ReportFlow } from './report-flow.ts';

export interface BarOptions {
  readonly flow: ReportFlow;
  readonly outbox: Outbox;
  readonly branch: StaffBranch;
  readonly view: LiveView<StaffBoard>;
  readonly me: string | null;
  readonly isConfirming: boolean;
  readonly onStillSo: () => void;
  readonly onWorksAgain: () => void;
}

function bar(label: string, content: TemplateResult): TemplateResult {
  return html`<section class="waits" aria-label=${label}>${content}</section>`;
}

function begunBar(flow: ReportFlow): TemplateResult | null {
  const state = flow.state();
  if (!state || state.isOpen) return null;
  if (state.step.kind === 'sending')
    return bar(LEAD.waitingRegion, html`<p class="waits__line" role="status">${SHEET.sending}</p>`);
  return bar(
    LEAD.waitingRegion,
    html`<p class="waits__line">${waitingLine(state.draft.kind)}</p>
      <div class="waits__buttons">
        <button class="nhsuk-button" type="button" @click=${() => flow.reopen()}>${LEAD.goOn}</button>
        <button class="nhsuk-button nhsuk-button--secondary" type="button" @click=${() => flow.drop()}>${LEAD.throwAway}</button>
      </div>`,
  );
}

/** What was said and is not settled: one can be looked at from here, several stand in the list. */
function unsentBar(flow: ReportFlow, outbox: Outbox): TemplateResult | null {
  const entries = unsettled(outbox.entries());
  const [first] = entries;
  if (!first || flow.state()?.isOpen) return null;
  const toList = () => {
    const title = document.getElementById('outbox-title');
    title?.scrollIntoView();
    title?.focus();
  };
  const isOne = entries.length === 1;
  return bar(
    LEAD.waitingRegion,
    html`<p class="waits__line">${unsettledLine(
      entries.map(({ content }) => contentLine(content)),
      first.state.kind === 'changed',
    )}</p>
      <div class="waits__buttons">
        <button class="nhsuk-button" type="button" @click=${() => (isOne ? flow.openEntry(first) : toList())}>${isOne ? OUTBOX.look : OUTBOX.show}</button>
      </div>`,
  );
}

/** Lies over the lower edge, so that nothing moves when it comes: what is not sent yet, or what is due to be looked at. */
export function waitingBar(options: BarOptions): TemplateResult | typeof nothing {
  const { flow, outbox, branch, view, me, isConfirming, onStillSo, onWorksAgain } = options;
  const unsent = begunBar(flow) ?? unsentBar(flow, outbox);
  if (unsent) return unsent;
  const due = dueClaims(branch, view.now);
  if (!due) return nothing;
  const line = claimLine(due.services, due.said, { now: view.now, zone: view.board.practice.timeZone, me });
  return bar(
    LEAD.stillSoRegion,
    html`<p class="waits__line"><strong>${LEAD.stillSo}</strong> ${line}</p>
      <div class="waits__buttons">
        <button class="nhsuk-button" type="button" aria-disabled=${isConfirming ? 'true' : 'false'} @click=${onStillSo}>${stillWords(due.states)}</button>
        <button class="nhsuk-button nhsuk-button--secondary" type="button" @click=${onWorksAgain}>${LEAD.worksAgain}</button>
      </div>`,
  );
}
