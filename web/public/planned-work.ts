import { html, nothing, type TemplateResult } from 'lit/html.js';
import { PLANNED, plannedAbout, plannedWhen } from '../../shared/words/planned.ts';
import type { PageView } from './page-view.ts';

/** Work that is planned or under way, of one surgery or of all; it stands below every trouble and hides none. */
export function plannedWork({ board }: PageView, slug: string | null): TemplateResult | typeof nothing {
  const list = board.planned.filter(({ branches }) => slug === null || branches.includes(slug));
  if (list.length === 0) return nothing;
  return html`<section class="part" aria-labelledby="planned" data-hold>
    <h2 id="planned">${PLANNED.heading}</h2>
    <ul role="list">${list.map(
      (work) =>
        html`<li><strong>${work.title}</strong><p>${plannedWhen(work, board.practice.timeZone)}. ${
          work.status === 'under-way' ? PLANNED.underWay : ''
        } ${plannedAbout(work, slug === null ? board.branches : null)}</p></li>`,
    )}</ul>
  </section>`;
}
