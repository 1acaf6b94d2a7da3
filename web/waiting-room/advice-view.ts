import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PublicBranch } from '../../shared/wire/public-board.ts';
import { type Advice, adviceFor, USE_111 } from '../../shared/words/advice.ts';
import { PAGE } from '../../shared/words/languages/en.ts';
import type { PageView } from '../public/page-view.ts';

/** The way to the surgery, then the way to NHS 111 in one paragraph. Under the notice's heading it is not said twice when. */
function urgentLines({ lines: [reach = '', ...ways] }: Advice, hasNotice: boolean): readonly TemplateResult[] {
  return [reach, (hasNotice ? USE_111 : ways).join(' ')].map((line) => html`<p>${line}</p>`);
}

/** What is broken stands beside it already, in larger letters than a sentence more would leave. */
function shortened({ kind, lines }: Advice): readonly string[] {
  return kind === 'notUrgent' ? lines.slice(-1) : lines;
}

function otherPart(advice: Advice): TemplateResult {
  const { kind, heading } = advice;
  const drop = kind === 'prescriptions' ? 'second' : nothing;
  return html`<section class="part" data-drop=${drop} aria-labelledby=${kind}><h2 class="part__heading" id=${kind}>${heading}</h2><p>${shortened(advice).join(' ')}</p></section>`;
}

function timeOf({ now, board }: PageView) {
  return { now, zone: board.practice.timeZone };
}

/** What to do when it is urgent, with the way to NHS 111. */
export function urgentPart(branch: PublicBranch, view: PageView): TemplateResult {
  const { notice } = view.board;
  const mine = notice?.branches.includes(branch.slug) ? notice : null;
  const urgent = adviceFor(branch, timeOf(view)).filter(({ kind }) => kind === 'urgent');
  return html`${urgent.map(
    (advice) => html`<section class=${`urgent${mine ? ' urgent--notice' : ''}`} aria-labelledby="urgent">
      <h2 class="urgent__heading" id="urgent">${mine ? mine.text.heading : advice.heading}</h2>
      <div class="urgent__text">${urgentLines(advice, mine !== null)}<p><strong>${PAGE.emergency}</strong></p></div>
    </section>`,
  )}`;
}

/** What to do otherwise: when it can wait, with an appointment, for a prescription. */
export function otherParts(branch: PublicBranch, view: PageView): readonly TemplateResult[] {
  return adviceFor(branch, timeOf(view)).flatMap((advice) => (advice.kind === 'urgent' ? [] : [otherPart(advice)]));
}
