import { html, type TemplateResult } from 'lit/html.js';
import { formatAge, formatSince } from '../../shared/words/times.ts';
import { capitalise } from '../../shared/words/lists.ts';
import { PAGE } from '../../shared/words/page.ts';
import type { PublicBranch } from '../../shared/wire/public-board.ts';
import type { PageView } from './page-view.ts';

function newest(stamps: readonly (string | null)[]): number | null {
  const known = stamps.flatMap((stamp) => (stamp === null ? [] : [Date.parse(stamp)]));
  return known.length === 0 ? null : Math.max(...known);
}

/**
 * The three stamps: when the state last changed, when anything was last heard, when this page was last proved right. A page that holds
 * a part of the surgeries cannot tell the first two, and has null for them.
 */
export function stamps(branches: readonly PublicBranch[] | null, view: PageView): TemplateResult {
  const zone = view.board.practice.timeZone;
  const line = (label: string, at: number | null) => {
    const age = at !== null && view.clockRuns ? ` (${formatAge(view.now - at)})` : '';
    const text = at === null ? PAGE.notKnown : capitalise(formatSince(at, view.now, zone)) + age;
    return html`<div class="stamps__item"><dt>${label}</dt><dd>${text}</dd></div>`;
  };
  return html`<section class="stamps" data-hold aria-label=${PAGE.stampsHeading}>
    <dl>
      ${branches && line(PAGE.changed, newest(branches.map((branch) => branch.changedAt)))}
      ${branches && line(PAGE.lastHeard, newest(branches.map((branch) => branch.heardAt)))}
      ${line(PAGE.thisPageChecked, view.checkedAt)}
    </dl>
  </section>`;
}
