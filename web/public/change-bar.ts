import { html, nothing, type TemplateResult } from 'lit/html.js';
import { changedBar } from '../../shared/words/spoken.ts';
import { tell } from '../../shared/words/words.ts';
import type { Pending } from './arrangement.ts';
import type { PageView } from './page-view.ts';
import { say } from './say.ts';
import { laterWords, sayLater } from './say-later.ts';

/** The quiet bar over the page's lower edge: something would move, but only when the reader wants it to. */
export function changeBar(
  pending: Pending | null,
  view: PageView,
  onShow: () => void,
): TemplateResult | typeof nothing {
  if (pending === null) return nothing;
  const { notice, incidents } = view.board;
  const urgent = pending.notice ? notice : null;
  const incident = incidents.find(({ id }) => id === pending.incident);
  const calm = incident && pending.slugs.length === 0 ? incident.title : null;
  const text = urgent
    ? say(view, (_, told) => told.notice(urgent, view).heading)
    : sayLater(view, (words) => calm ?? changedBar(pending.slugs.length, words));
  const region = tell(laterWords(view.tongue), 'changesRegion');
  return html`<section class=${urgent ? 'change-bar change-bar--urgent' : 'change-bar'} aria-label=${region}>
    <p class="change-bar__text">${text}</p>
    <button class="change-bar__show" type="button" @click=${onShow}>${sayLater(view, (words) => tell(words, 'show'))}</button>
  </section>`;
}
