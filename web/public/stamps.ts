import { html, type TemplateResult } from 'lit/html.js';
import { formatSince } from '../../shared/words/times.ts';
import { capitalise } from '../../shared/words/lists.ts';
import { tell } from '../../shared/words/words.ts';
import type { PublicBranch } from '../../shared/wire/public-board.ts';
import { ageAside } from './affected-card.ts';
import type { PageView } from './page-view.ts';
import { label, say } from './say.ts';
import type { Shown } from './tongue.ts';

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
  const line = (name: Shown, at: number | null) => {
    const text = say(view, (words) =>
      at === null
        ? tell(words, 'notKnown')
        : capitalise(formatSince(at, view.now, zone, words)) + ageAside(view, at, words),
    );
    return html`<div class="stamps__item"><dt>${name}</dt><dd>${text}</dd></div>`;
  };
  return html`<section class="stamps" data-hold aria-label=${tell(view.tongue.words, 'stampsHeading')}>
    <dl>
      ${branches && line(label(view, 'changed'), newest(branches.map((branch) => branch.changedAt)))}
      ${branches && line(label(view, 'lastHeard'), newest(branches.map((branch) => branch.heardAt)))}
      ${line(label(view, 'thisPageChecked'), view.checkedAt)}
    </dl>
  </section>`;
}
