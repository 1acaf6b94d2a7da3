import { html, nothing, type TemplateResult } from 'lit/html.js';
import { plannedAbout, plannedWhen } from '../../shared/words/planned.ts';
import type { PageView } from './page-view.ts';
import { label, say } from './say.ts';

/** Work that is planned or under way, of one surgery or of all; it stands below every trouble and hides none. */
export function plannedWork(view: PageView, slug: string | null): TemplateResult | typeof nothing {
  const { board } = view;
  const list = board.planned.filter(({ branches }) => slug === null || branches.includes(slug));
  if (list.length === 0) return nothing;
  return html`<section class="part" aria-labelledby="planned" data-hold>
    <h2 id="planned">${label(view, 'plannedHeading')}</h2>
    <ul role="list">${list.map(
      (work) =>
        html`<li><strong>${say(view, () => work.title)}</strong><p>${say(view, (words) => plannedWhen(work, board.practice.timeZone, words))}. ${
          work.status === 'under-way' ? label(view, 'plannedNow') : ''
        } ${say(view, (words) => plannedAbout(work, slug === null ? board.branches : null, words))}</p></li>`,
    )}</ul>
  </section>`;
}
